"""Who said it: quotation attribution. The speaker whom an article quotes is told apart from the article itself."""

from qa.speech.speaker import (
    Speaker,
    SpeakerCount,
    Utterance,
    count_speakers,
    list_utterances,
    name_speakers,
    speaker_of,
)

__all__ = ["Speaker", "SpeakerCount", "Utterance", "count_speakers", "list_utterances", "name_speakers", "speaker_of"]
