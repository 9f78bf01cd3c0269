"""Who runs beside the matcher, and the throw-away environment each of them lives in (var/bench/environments), never in Tessera's own."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "var" / "bench" / "environments"


@dataclass(frozen=True, slots=True)
class Peer:
    """`needs(given)`: bytes it must hold, known beforehand for those that copy everything into a full matrix. `largest`: people it is run with by default."""

    name: str
    module: str
    packages: tuple[str, ...]
    says: str
    needs: Callable[..., int] = lambda given: 0
    largest: int = 50_000


def full_matrix(bytes_a_cell: int, copied: bool = True) -> Callable[..., int]:
    """Memory of a matrix of wanted mentors by places (or of mentees by mentors)."""
    return lambda given: int(bytes_a_cell * (given.needs.sum() * given.places.sum() if copied else (given.needs > 0).sum() * (given.places > 0).sum()))


PEERS = {peer.name: peer for peer in (
    Peer("highs", "highs_lexicographic", ("highspy", "scipy"), "HiGHS, lexicographic LP, columns fixed between levels", largest=2_000),
    Peer("highs-rows", "highs_held_rows", ("highspy", "scipy"), "HiGHS, lexicographic LP, levels held as rows", largest=2_000),
    Peer("ortools", "ortools_score_flow", ("ortools>=9.15,<10",), "OR-Tools, one score-only flow over all pairs"),
    Peer("scipy-dense", "scipy_dense", ("scipy",), "scipy linear_sum_assignment, one lexicographic weight", full_matrix(8)),
    Peer("scipy-sparse", "scipy_sparse", ("scipy",), "scipy min_weight_full_bipartite_matching, the same weight", largest=10_000),
    Peer("networkx-simplex", "networkx_simplex", ("networkx",), "networkx network simplex, score only", largest=2_000),
    Peer("networkx-hopcroft-karp", "networkx_hopcroft_karp", ("networkx",), "networkx Hopcroft-Karp, cardinality only", largest=2_000),
    Peer("munkres", "munkres_score", ("munkres",), "munkres, score only", full_matrix(60), largest=2_000),
    Peer("mentor-match", "mentor_match_passes", ("mentor-match==7.0.1",), "mentor-match 7, three one-to-one passes", full_matrix(600, copied=False), largest=2_000),
    Peer("gale-shapley", "gale_shapley", ("matching==1.4",), "matching 1.4, Gale-Shapley (recursion limit raised for it)", largest=2_000),
)}


def python_of(packages: tuple[str, ...]) -> Path:
    """The interpreter of an environment with numpy and `packages`, made when it is not there. subprocess.CalledProcessError when it cannot be."""
    folder = ROOT / "-".join(name.split("=")[0].split(">")[0] for name in packages)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not (folder / "made").exists():
        for command in ([sys.executable, "-m", "venv", "--clear", folder], [python, "-m", "pip", "install", "-q", "numpy>=2,<3", *packages]):
            subprocess.run(command, check=True, capture_output=True, text=True)
        (folder / "made").touch()
    return python


@cache
def interpreter(packages: tuple[str, ...]) -> tuple[Path | None, str]:
    """(its Python, "") or (None, why not): a peer that cannot be installed is named and skipped."""
    try:
        return python_of(packages), ""
    except subprocess.CalledProcessError as error:
        return None, f"could not be installed: {(error.stderr or '').strip().splitlines()[-1:] or error}"
