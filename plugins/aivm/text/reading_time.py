"""How long a text takes to read, for the line « Lecture : 4 min »."""

from __future__ import annotations

import math
import re

# A round convention, on the slow side: Brysbaert (Journal of Memory and Language 109, 2019) finds about 195 words a
# minute for adults reading French in silence. Readers here are also pupils, on a phone.
WORDS_A_MINUTE = 200


def minutes(text: str) -> int:
    """Whole minutes, rounded up, at least 1, to read a plain text; « l’eau » is one word, a lone « : » is none."""
    words = re.findall(r"\w[\w’'-]*", text)
    return max(1, math.ceil(len(words) / WORDS_A_MINUTE))
