"""Who said it: the speaker whom an article quotes, told apart from the article itself."""

from qa.speech.speaker import Speaker, speaker

__all__ = ["Speaker", "speaker"]
