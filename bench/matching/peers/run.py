"""One peer in a process of its own: load the pairs, solve, say what it took. Run by race.py, in the peer's own environment.

    python run.py MODULE FOLDER ANSWER

FOLDER holds the arrays that instance.py wrote; ANSWER gets the indices of the chosen pairs (.npy) and the figures (.json).
Importing the library and loading the pairs are not counted; making the library's own model of the round is.
"""

import importlib
import json
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import numpy as np


def peak() -> int:
    """Most memory this process ever held, in bytes (Linux; elsewhere what the system reports about the process)."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) * 1024 for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    import resource
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def main(module: str, folder: str, answer: str) -> None:
    given = SimpleNamespace(**{path.stem: np.load(path) for path in sorted(Path(folder).glob("*.npy"))})
    solve = importlib.import_module(module).solve
    wall, cpu = time.perf_counter(), time.process_time()
    chosen = solve(given)
    figures = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "peak": peak()}
    np.save(f"{answer}.npy", np.asarray(chosen, dtype=np.int64))
    Path(f"{answer}.json").write_text(json.dumps(figures))


if __name__ == "__main__":
    main(*sys.argv[1:4])
