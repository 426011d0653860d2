"""The Settings tab: what is chosen, and what is told about the library."""

from typing import TYPE_CHECKING

from qa.settings import LENGTHS
from qa.web.page.binding import DIRECT
from qa.web.rooms import Rooms

if TYPE_CHECKING:
    import gradio as gr

_THEMES = ["System", "Light", "Dark"]


class SettingsTab:
    """The tab's components, laid out where it is made, and their events."""

    def __init__(self, rooms: Rooms):
        import gradio as gr

        self._rooms = rooms
        with gr.Column(elem_id="settings-column"):
            gr.HTML("<h2>Settings</h2>", elem_id="settings-head", js_on_load=None)
            # page.js keeps it in the browser: another one may want another.
            self.theme = gr.Radio(_THEMES, value="System", label="Theme", elem_id="theme", interactive=True)
            self.length = gr.Radio(
                [(name.capitalize(), name) for name in LENGTHS],
                label="Answer length",
                info="Short: the best quote only. Long: up to ten quotes, the less certain ones too.",
                elem_id="length",
                interactive=True,
            )
            self.about = gr.HTML(elem_id="about", js_on_load=None)

    def bind(self, page: "gr.Blocks", tab: "gr.Tab") -> None:
        """Bind the tab's events."""
        desk, rooms = self._rooms.desk, self._rooms

        def shown() -> tuple[str, str]:
            return rooms.about(), desk.length

        def preferred(length: object) -> None:
            desk.prefer_length(length)

        page.load(shown, None, [self.about, self.length], **DIRECT)
        tab.select(shown, None, [self.about, self.length], **DIRECT)
        self.length.input(preferred, [self.length], None, **DIRECT)
