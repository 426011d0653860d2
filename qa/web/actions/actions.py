"""All actions behind the page, over one library."""

from dataclasses import dataclass

from qa.assistant import Assistant
from qa.basket.basket_store import Baskets
from qa.conversations.conversation_store import Conversations
from qa.web.actions.ask_actions import AskActions
from qa.web.actions.ask_pending import PendingAnswers
from qa.web.actions.ask_view import AskViews
from qa.web.actions.basket_actions import BasketActions
from qa.web.actions.check_actions import CheckActions
from qa.web.actions.cite_actions import CiteActions
from qa.web.actions.conversations_actions import ConversationsActions
from qa.web.actions.filters_actions import FiltersActions
from qa.web.actions.library_actions import LibraryActions
from qa.web.actions.library_additions import LibraryAdditions
from qa.web.actions.library_glance import LibraryGlance
from qa.web.actions.reader_actions import ReaderActions
from qa.web.actions.save_actions import SaveActions
from qa.web.actions.settings_actions import SettingsActions
from qa.web.actions.welcome_actions import WelcomeActions
from qa.web.web_settings import WebSettings


@dataclass(frozen=True, slots=True)
class Actions:
    """What can be done on the page, feature by feature."""

    assistant: Assistant
    views: AskViews
    ask: AskActions
    conversations: ConversationsActions
    filters: FiltersActions
    reader: ReaderActions
    library: LibraryActions
    additions: LibraryAdditions
    glance: LibraryGlance
    save: SaveActions
    basket: BasketActions
    cite: CiteActions
    check: CheckActions
    settings: SettingsActions

    @classmethod
    def open(
        cls,
        assistant: Assistant,
        conversations: Conversations,
        baskets: Baskets,
        address: str,
        web_settings: WebSettings,
        person: str = "",
    ) -> "Actions":
        """Return the actions of a page that is served at `address`, or to a `person` who has logged in."""
        library = assistant.library
        filters, cite = FiltersActions(library), CiteActions(conversations, library.folder)
        settings = SettingsActions(assistant, conversations, address, person)
        pending = PendingAnswers(web_settings.at_once)
        welcome = WelcomeActions(assistant, web_settings.most_starts)
        views = AskViews(conversations, filters, cite, welcome, pending, web_settings)
        return cls(
            assistant=assistant,
            views=views,
            ask=AskActions(assistant, conversations, views, filters, settings, pending),
            conversations=ConversationsActions(conversations, views),
            filters=filters,
            reader=ReaderActions(library, conversations, views, web_settings),
            library=LibraryActions(library, web_settings),
            additions=LibraryAdditions(library, web_settings),
            glance=LibraryGlance(library, conversations, baskets),
            save=SaveActions(library),
            basket=BasketActions(baskets, conversations, views, cite),
            cite=cite,
            check=CheckActions(assistant, web_settings.at_once),
            settings=settings,
        )
