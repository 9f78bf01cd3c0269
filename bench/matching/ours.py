"""The matcher itself in a process of its own, from the round's JSON to the last reason, phase by phase.

    python ours.py ROUND.json check|no-check ANSWER

Figures: seconds (wall, cpu) of solving alone, which is what peers do who are given the pairs, and of all; the most memory held before checking.
"""

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent / "peers"))

from run import peak

from mentoring.matching import propose
from mentoring.matching.reading import read_round
from mentoring.matching.verify import problems


class Clock:
    """Wall and CPU seconds of named phases; what `propose` reports as progress moves from one to the next."""

    def __init__(self) -> None:
        self.phases: dict[str, list[float]] = {}
        self.begin("reading")

    def begin(self, name: str) -> None:
        self.stop()
        self.name, self.wall, self.cpu = name, time.perf_counter(), time.process_time()

    def stop(self) -> None:
        if hasattr(self, "name"):
            taken = self.phases.setdefault(self.name, [0.0, 0.0])
            taken[0] += time.perf_counter() - self.wall
            taken[1] += time.process_time() - self.cpu

    def progress(self, name: str, done: int, total: int) -> None:
        if name == "done":
            self.begin("result and reasons")
        elif name != "scoring" or done == total:
            self.begin("solving" if name == "scoring" else f"level {name}")
        print(f"{name} {done}/{total}", file=sys.stderr)


def main(round_file: str, check: str, answer: str) -> None:
    clock = Clock()
    round = read_round(Path(round_file).read_bytes())
    clock.begin("scoring")
    result = propose(round, progress=clock.progress)
    clock.stop()
    solved = peak()
    wrong = ["not checked"]
    if check == "check":
        clock.begin("checking")
        wrong = problems(round, result)
        clock.stop()
    levels = [name for name in clock.phases if name == "solving" or name.startswith("level ")]
    phases = {**{name: taken for name, taken in clock.phases.items() if name not in levels},
              "solving": [sum(clock.phases[name][kind] for name in levels) for kind in (0, 1)]}
    figures = {
        "wall": phases["solving"][0], "cpu": phases["solving"][1], "peak": solved, "checked_peak": peak(), "problems": wrong[:5], "phases": phases,
        "levels": {name: clock.phases[name] for name in levels}, "objective": result["objective"],
        "unserved": len(result["unserved"]), "certificate": [level["name"] for level in result["certificate"]["levels"]],
    }
    Path(f"{answer}.json").write_text(json.dumps(figures))


if __name__ == "__main__":
    main(*sys.argv[1:4])
