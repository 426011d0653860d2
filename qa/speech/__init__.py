"""Who said it: quotation attribution. The speaker whom an article quotes is told apart from the article itself."""

from qa.speech.speaker import Speaker, SpeakerCount, count_speakers, speaker_of

__all__ = ["Speaker", "SpeakerCount", "count_speakers", "speaker_of"]
