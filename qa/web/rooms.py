"""The rooms behind the page: everything that a visitor's events can reach."""

from dataclasses import dataclass

from index import DEFAULT_MODEL
from index.troubles import shown
from qa.assistant import Assistant
from qa.basket.basket_store import Baskets
from qa.conversations.conversation_store import Conversations
from qa.web.adding import Intake
from qa.web.answering import Answering
from qa.web.asking import Desk
from qa.web.checking import Proofs
from qa.web.collecting import Collection
from qa.web.html.settings import About, about_library
from qa.web.lectern import Lectern
from qa.web.settings import WebSettings
from qa.web.shelving import Shelf
from qa.web.talking import Talks
from qa.web.viewing import Views
from qa.web.welcoming import Welcome


@dataclass(frozen=True, slots=True)
class Rooms:
    """Where questions are asked, articles read, kept and taken in, quotes collected and drafts checked."""

    views: Views
    desk: Desk
    talks: Talks
    lectern: Lectern
    shelf: Shelf
    intake: Intake
    collection: Collection
    proofs: Proofs
    assistant: Assistant
    conversations: Conversations
    address: str

    @classmethod
    def open(
        cls, assistant: Assistant, conversations: Conversations, baskets: Baskets, address: str, settings: WebSettings
    ) -> "Rooms":
        """Open the rooms over one library, served at `address`."""
        library = assistant.library
        answering = Answering(settings.at_once)
        views = Views(library, conversations, Welcome(assistant, settings.most_starts), answering, settings)
        return cls(
            views=views,
            desk=Desk(assistant, conversations, views, answering),
            talks=Talks(conversations, views),
            lectern=Lectern(library, conversations, views, settings),
            shelf=Shelf(library, settings),
            intake=Intake(library, settings),
            collection=Collection(baskets, conversations, views),
            proofs=Proofs(assistant, settings.at_once),
            assistant=assistant,
            conversations=conversations,
            address=address,
        )

    def about(self) -> str:
        """Return the settings' facts."""
        library, kept = self.assistant.library, self.conversations
        state, model = library.state(), library.embedder.name
        told = About(
            folder=shown(library.folder.resolve()),
            model=model,
            bundled=model == DEFAULT_MODEL,
            articles=state.articles,
            passages=state.passages,
            bytes=state.bytes,
            conversations=len(kept.all()),
            address=self.address,
            rated=kept.count_rated(),
        )
        return about_library(told)
