# Reads claims as JSON lines {"left", "right"}, answers {"verdict": true | false | null, "ms": t} for each.
import json, signal, sys, time
import sympy
from sympy.core import cache
from sympy import Abs, simplify, sympify

names = {"diff": lambda f, x: sympy.diff(f, x), "abs": Abs, "e": sympy.E}


class TooLong(Exception):
    pass


def stop(*_):
    raise TooLong


signal.signal(signal.SIGALRM, stop)
def decide(claim):
    start = time.perf_counter()
    verdict = None
    signal.alarm(5)
    try:
        left, right = (sympify(claim[k].replace("^", "**"), locals=names) for k in ("left", "right"))
        rest = simplify(left - right)
        verdict = True if rest == 0 else rest.equals(0)
    except Exception:
        verdict = None
    signal.alarm(0)
    return verdict, 1000 * (time.perf_counter() - start)


for line in sys.stdin:
    claim = json.loads(line)
    cache.clear_cache()
    verdict, spent = decide(claim)
    for _ in range(2):
        cache.clear_cache()
        spent = min(spent, decide(claim)[1])
    print(json.dumps({"verdict": verdict, "ms": spent}), flush=True)
