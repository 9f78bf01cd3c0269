"""python -m mentoring.matching PEOPLE.json --out RESULT.json [--rules RULES.json] [--verify]
python -m mentoring.matching verify PEOPLE.json RESULT.json [--rules RULES.json]"""

import sys

from .command_line import main

if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
