"""The entry point: the command from its first moment on."""

import signal


def run() -> None:
    """Run the command. Until it knows what it does, Ctrl-C ends it as it ends any program, without a traceback."""
    # Where it is ignored, as in the background of a shell's script, it stays so.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from qa.cli.main import main

    main()
