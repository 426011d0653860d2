"""`pullquote mcp`: offers the library to a language model, by the Model Context Protocol."""

import click

from qa.cli.options import add_library_options, add_reader_option
from qa.cli.process import end_at_once


@click.command("mcp")
@click.option("--allow-add", is_flag=True, help="Let the model add articles, too.")
@add_reader_option
@add_library_options
def mcp_command(allow_add: bool, library: str | None, model: str | None, reader: str) -> None:
    """Offer the library to a language model, until its program ends.

    A program that speaks MCP (the Model Context Protocol) starts this command and asks over its standard input and
    output: name the command in its configuration. The tools only read, unless you allow the model to add. The library
    is opened at the first use.

    \b
    pullquote mcp
    pullquote mcp --library ~/thesis-library
    pullquote mcp --allow-add
    """
    from qa.assistant import Assistant
    from qa.programs.mcp_server import serve_tools
    from qa.programs.tools import ADDING, READING

    def open_assistant() -> Assistant:
        return Assistant.open(library, model=model, reader=reader, create=allow_add)

    with end_at_once():
        serve_tools(open_assistant, ADDING if allow_add else READING)
