"""What a job in a child process may take, and why it was ended."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.errors import CorpusError


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may take: bytes of memory, and time for the whole job, or with `each` for each of its replies.

    `seconds` are those of the processor, so that a busy machine refuses nothing that an idle one does not; `patience`
    is for what sleeps, in seconds by the clock. Time counts only while somebody waits for the child.
    """

    # A little under 1 GB and one minute: the parent notices an excess a moment late, and a process takes time to start.
    memory: int = 900 * 2**20
    seconds: float = 55.0
    # As long as those seconds last where ten others want the processor.
    patience: float = 600.0
    each: bool = False


class End(StrEnum):
    """Why a job was ended before it was done."""

    TIME = "time"
    PATIENCE = "patience"
    MEMORY = "memory"
    STOPPED = "stopped"
    BROKEN = "broken"


class JobEnded(CorpusError):
    """Raised when a job was ended before it was done; `end` says why, `what` names the error that broke the child."""

    def __init__(self, end: End, limits: Limits, what: str = ""):
        self.end = end
        self.what = what
        self._limits = limits
        super().__init__(self.tell("the work", "try it with less"))

    def tell(self, subject: str, remedy: str) -> str:
        """Return a sentence that says what the subject took too much of, and what to do about it."""
        match self.end:
            case End.TIME:
                return f"{subject} takes more than {self._limits.seconds:g} seconds of the processor's time: {remedy}"
            case End.PATIENCE:
                return f"{subject} is not done after {self._limits.patience:g} seconds: {remedy}"
            case End.MEMORY:
                return f"{subject} takes more than {self._limits.memory / 10**9:.1g} GB of memory: {remedy}"
            case End.BROKEN:
                return f"{subject} broke the program at work on it ({self.what or 'without a word'}): {remedy}"
            case End.STOPPED:
                return f"{subject} was stopped: begin again"
