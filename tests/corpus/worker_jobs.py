"""What the child of a Worker does in tests."""

import os
import time


def do(job, tell):
    """Yield replies, or misbehave."""
    match job["do"]:
        case "count":
            yield from ({"number": number, "pid": os.getpid()} for number in range(job["to"]))
        case "sleep":
            for seconds in job["seconds"]:
                time.sleep(seconds)
                yield {}
        case "tell":
            tell(1, 3)
            for seconds in job["seconds"]:
                time.sleep(seconds)
                tell(2, 3)
            yield {}
        case "hoard":
            hoard = []
            while True:
                hoard.append(b"x" * 2**20)
        case "hold":  # one call into C, in which no other thread of the process runs
            yield {"length": len(bin(pow(3, job["exponent"])))}
        case "raise":
            raise IndexError("no such lamp")
        case "die":
            os._exit(3)
        case "print":
            os.write(1, b"among the replies?")
            yield {"echo": job["echo"]}
