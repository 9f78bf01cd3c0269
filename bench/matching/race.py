"""Runs one contestant in a process of its own, under a limit of time and of memory, as often as asked; the medians count."""

import json
import signal
import statistics
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

# A process that asks for more than its memory gets a MemoryError of its own, and takes nothing from its neighbours. Its time is counted in seconds of CPU,
# so that a busy machine is nobody's loss.
LIMITED = "import resource, runpy, sys; most, seconds = int(sys.argv[1]), int(sys.argv[2]); resource.setrlimit(resource.RLIMIT_AS, (most, most)); " \
          "resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5)); " \
          "sys.argv = sys.argv[3:]; sys.path.insert(0, __import__('os').path.dirname(sys.argv[0])); runpy.run_path(sys.argv[0], run_name='__main__')"

WAITING = 6  # times the limit of CPU, by the clock


@dataclass(slots=True)
class Outcome:
    """Seconds and bytes are medians over `runs` processes; `problem` says why there is no answer."""

    wall: float = 0.0
    cpu: float = 0.0
    peak: int = 0
    runs: int = 0
    chosen: np.ndarray | None = None
    problem: str = ""
    all: list[dict] = field(default_factory=list)  # the figures of every run

    def median(self, *path: str | int) -> float:
        """The median over the runs of one figure, found by its path, such as ("phases", "scoring", 1)."""
        def at(figures, steps=path):
            for step in steps:
                figures = figures[step]
            return figures
        return statistics.median(at(figures) for figures in self.all)


def last_words(text: str) -> str:
    """The line of a traceback that says what happened."""
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return lines[-1][:120] if lines else "it said nothing"


def once(python: Path, script: Path, arguments: list[str], seconds: float, memory: int) -> tuple[dict | None, np.ndarray | None, str]:
    """(figures, chosen pairs, why not) of one process."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer"
        command = [python, "-c", LIMITED, str(memory), str(int(seconds)), str(script), *arguments, str(answer)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=seconds * WAITING, check=False, cwd=Path(__file__).resolve().parents[2])
        except subprocess.TimeoutExpired:
            return None, None, f"past {seconds * WAITING:.0f} s by the clock"
        if done.returncode == -signal.SIGXCPU:
            return None, None, f"past {seconds:.0f} s of CPU"
        if done.returncode or not answer.with_suffix(".json").exists():
            return None, None, f"exit {done.returncode}: {last_words(done.stderr)}"
        chosen = answer.with_suffix(".npy")
        return json.loads(answer.with_suffix(".json").read_text()), np.load(chosen) if chosen.exists() else None, ""


def run(python: Path, script: Path, arguments: list[str], repeat: int, seconds: float, memory: int, patience: float = 60.0) -> Outcome:
    """Medians of `repeat` runs; one that took longer than `patience` seconds is not asked again."""
    outcome = Outcome()
    while len(outcome.all) < repeat and (not outcome.all or outcome.all[-1]["cpu"] < patience):
        figures, chosen, problem = once(python, script, arguments, seconds, memory)
        if figures is None:
            outcome.problem = problem
            return outcome
        outcome.all.append(figures)
        outcome.chosen = chosen
    outcome.wall, outcome.cpu, outcome.peak, outcome.runs = outcome.median("wall"), outcome.median("cpu"), int(outcome.median("peak")), len(outcome.all)
    return outcome
