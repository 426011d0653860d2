"""Who said it: quotation attribution. The speaker whom an article quotes is told apart from the article itself."""

from qa.speech.speaker import Speaker, Utterance, list_utterances, speaker_of

__all__ = ["Speaker", "Utterance", "list_utterances", "speaker_of"]
