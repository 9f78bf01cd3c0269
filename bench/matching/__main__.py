"""The matcher beside its peers, at several sizes, in one run. Run: .venv/bin/python -m bench.matching --help

For each size one generated round; every contestant gets the same eligible pairs and a process of its own, with a limit of time and memory. Ratios are of
CPU seconds, which a busy machine disturbs least. What counts for the matcher is solving alone where a peer is given its pairs; the whole way from the file
to the last reason stands beside it. An answer counts only when its objective is the optimum and the independent checker accepts its certificate.
"""

import argparse
import math
import sys
from pathlib import Path

from . import instance, race, vector
from .environments import PEERS, Peer, interpreter

HERE = Path(__file__).parent
MB = 1_000_000


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.matching", description="The mentoring matcher beside its peers.")
    parser.add_argument("--sizes", default="200,2000,10000,50000", help="people, separated by commas")
    parser.add_argument("--peers", default=",".join(PEERS), help=f"of {', '.join(PEERS)}; none for the matcher alone")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each; medians count")
    parser.add_argument("--patience", type=float, default=60, help="what took longer than this many seconds of CPU is not repeated")
    parser.add_argument("--seconds", type=float, default=300, help="limit of a peer, of CPU")
    parser.add_argument("--memory", type=float, default=10, help="limit of each process, in GB of address space")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--beyond", action="store_true", help="also run peers at sizes where they are known to pass every limit")
    parser.add_argument("--quick", action="store_true", help="200 and 2,000 people, once, 60 seconds a peer")
    options = parser.parse_args()
    if options.quick:
        options.sizes, options.repeat, options.seconds = "200,2000", 1, 60
    return options


def play(made: instance.Instance, options: argparse.Namespace) -> race.Outcome:
    """The matcher: printed phase by phase."""
    outcome = race.run(Path(sys.executable), HERE / "ours.py", [str(made.round_file), "check"], options.repeat, 3600, int(options.memory * 1e9), options.patience)
    if outcome.problem:
        print(f"  the matcher                {outcome.problem}")
        return outcome
    last = outcome.all[-1]
    phases = {name: (outcome.median("phases", name, 0), outcome.median("phases", name, 1)) for name in last["phases"]}
    print(f"  the matcher, {outcome.runs} runs: " + ", ".join(f"{name} {cpu:.2f} s" for name, (_wall, cpu) in phases.items()))
    print("    levels: " + ", ".join(f"{name.removeprefix('level ')} {outcome.median('levels', name, 1):.2f}" for name in last["levels"]))
    whole = [sum(phases[name][kind] for name in phases if name not in ("reading", "checking")) for kind in (0, 1)]
    print(f"    scoring, solving, certificate and reasons together: {whole[1]:.2f} s of CPU, {whole[0]:.2f} s by the clock, {outcome.peak / MB:.0f} MB; "
          f"{outcome.median('checked_peak') / MB:.0f} MB with checking")
    print(f"    certificate {'accepted' if last['problems'] == [] else last['problems']}; {last['unserved']} people unserved, each with a reason")
    print("    " + ", ".join(f"{name} {value:,}" for name, value in vector.flat(last["objective"]).items()))
    return outcome


def beside(peer: Peer, made: instance.Instance, given, ours: race.Outcome, options: argparse.Namespace) -> None:
    """One line for one peer: how long, how much memory, what it loses."""
    label = f"  {peer.name:24}"
    if made.size > peer.largest and not options.beyond:
        print(f"{label} not run: known to pass every limit beyond {peer.largest:,} people")
        return
    if peer.needs(given) > options.memory * 1e9:
        print(f"{label} not run: would hold {peer.needs(given) / 1e9:.0f} GB")
        return
    python, why = interpreter(peer.packages)
    if python is None:
        print(f"{label} skipped, {why}")
        return
    outcome = race.run(python, HERE / "peers" / "run.py", [peer.module, str(made.folder)], options.repeat, options.seconds, int(options.memory * 1e9), options.patience)
    if outcome.problem:
        print(f"{label} {outcome.problem}")
        return
    wrong = ", ".join(f"{count} {name}" for name, count in vector.wrongs(given, outcome.chosen).items() if count)
    loss = vector.losses(vector.flat(ours.all[-1]["objective"]), vector.vector(given, outcome.chosen)) if ours.all else ""
    ratio = f"{outcome.cpu / ours.cpu:8.2f} x" if ours.cpu else ""
    print(f"{label} {outcome.cpu:8.2f} s {ratio} {outcome.peak / MB:7.0f} MB, {outcome.runs} run{'s' if outcome.runs > 1 else ''}; {loss}{'; WRONG: ' + wrong if wrong else ''}",
          flush=True)


def growth(taken: dict[int, tuple[int, race.Outcome]]) -> None:
    """The exponent of time between the smallest round of at least 2,000 and the largest, in people and in eligible pairs."""
    sizes = [size for size in sorted(taken) if size >= 2_000 and taken[size][1].all]
    if len(sizes) < 2:
        return
    least, most = sizes[0], sizes[-1]
    (few, small), (many, large) = taken[least], taken[most]
    times = math.log(large.cpu / small.cpu)
    print(f"growth of solving from {least:,} to {most:,} people: n^{times / math.log(most / least):.2f}, pairs^{times / math.log(many / few):.2f}")


def main() -> None:
    options, taken = asked(), {}
    peers = [PEERS[name] for name in options.peers.split(",") if name not in ("", "none")]
    for size in (int(size) for size in options.sizes.split(",")):
        made = instance.make(size, options.seed)
        given = made.arrays()
        print(f"{size:,} people, {len(given.score):,} eligible pairs, {int((given.needs > 0).sum()):,} mentees, {int(given.places.sum()):,} places", flush=True)
        ours = play(made, options)
        taken[size] = len(given.score), ours
        for peer in peers:
            beside(peer, made, given, ours, options)
        del given
    growth(taken)


if __name__ == "__main__":
    main()
