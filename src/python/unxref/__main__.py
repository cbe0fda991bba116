"""``python -m unxref``: the program itself."""

import subprocess
import sys

from .running import UnxrefError, program

if __name__ == "__main__":
    try:
        sys.exit(subprocess.run([program(), *sys.argv[1:]]).returncode)
    except UnxrefError as error:
        sys.exit(f"unxref: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
