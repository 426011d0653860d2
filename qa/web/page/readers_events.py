"""The events of the page that readers may send where people log in: whatever is not named is refused."""

# By the name of what handles them. They ask, read, check, and change what is the person's own.
READERS_EVENTS = frozenset(
    {
        "AskTab.ask", "AskTab.ask_sent", "AskTab.retry", "AskTab.stop", "AskTab.rate", "AskTab.refresh",
        "AskTab.suggest", "AskTab._fail",
        "FiltersFields.show_chips", "FiltersFields.drop", "FiltersFields.limit",
        "ConversationsList.open_first", "ConversationsList.open_other", "ConversationsList.delete",
        "ConversationsList.rename",
        "LibraryTab.refresh", "LibraryTab.begin", "LibraryTab.sort", "LibraryTab.turn", "LibraryTab.open_details",
        "LibraryTab.close", "LibraryGlance.show",
        "BasketActions.show", "BasketTab.open_basket", "BasketTab.keep", "BasketTab.note", "BasketTab.move",
        "BasketTab.drop", "BasketTab.cite",
        "CheckTab.check", "CheckTab.open_file", "CheckTab.stop",
        "SettingsTab.show", "SettingsActions.prefer_length",
        "ReaderDialog.open_article", "ReaderDialog.quote", "ReaderDialog.withdraw", "ReaderDialog.close",
    }
)  # fmt: skip


def name_handler(handler: object) -> str:
    """Return the name of what handles an event: of its class, and its own."""
    parts = str(getattr(handler, "__qualname__", "")).split(".")
    return f"{parts[0]}.{parts[-1]}"
