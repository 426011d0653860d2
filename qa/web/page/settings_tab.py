"""The Settings tab: what is chosen, and what is told about the library."""

from typing import TYPE_CHECKING

from qa.settings import LENGTHS
from qa.web.actions.settings_actions import SettingsActions
from qa.web.page.binding import DIRECT

if TYPE_CHECKING:
    import gradio as gr

_THEMES = ["System", "Light", "Dark"]


class SettingsTab:
    """The tab's components, laid out where it is made, and their events."""

    def __init__(self, actions: SettingsActions):
        import gradio as gr

        self._actions = actions
        with gr.Column(elem_id="settings-column"):
            gr.HTML("<h2>Settings</h2>", elem_id="settings-head", js_on_load=None)
            # page.js keeps it in the browser: another one may want another.
            self.theme = gr.Radio(_THEMES, value="System", label="Theme", elem_id="settings-theme", interactive=True)
            self.length = gr.Radio(
                [(name.capitalize(), name) for name in LENGTHS],
                label="Answer length",
                info="Short: the best quote only. Long: up to ten quotes, the less certain ones too.",
                elem_id="settings-length",
                interactive=True,
            )
            self.facts = gr.HTML(elem_id="settings-facts", js_on_load=None)

    def bind(self, page: "gr.Blocks", tab: "gr.Tab") -> None:
        """Bind the tab's events."""
        actions = self._actions

        def show() -> tuple[str, str]:
            return actions.show_facts(), actions.length

        page.load(show, None, [self.facts, self.length], **DIRECT)
        tab.select(show, None, [self.facts, self.length], **DIRECT)
        self.length.input(actions.prefer_length, [self.length], None, **DIRECT)
