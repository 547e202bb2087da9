"""What a browser lets a page do."""

from __future__ import annotations

from aivm.output.policy import admits, digest, header_policy, page_policy

POLICY = page_policy("b{color:red}", "alert()")


def test_a_digest_is_that_of_the_specification() -> None:
    """The example of CSP Level 3, 8.3 (« alert('Hello, world.'); »)."""
    assert digest("alert('Hello, world.');") == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"


def test_a_policy_admits_its_sheet_and_its_script_and_nothing_else() -> None:
    """One hash each; what is not said is refused."""
    assert admits(POLICY, "style", "b{color:red}")
    assert admits(POLICY, "script", "alert()")
    assert not admits(POLICY, "script", "alert();")
    assert not admits(POLICY, "script", "b{color:red}")
    assert not admits("", "script", "alert()")
    assert POLICY.startswith("default-src 'none'; ")
    assert POLICY.count("sha256-") == 2
    assert "unsafe" not in POLICY and "http" not in POLICY


def test_only_a_header_speaks_of_frames() -> None:
    """A browser warns of a page that does."""
    assert "frame-ancestors" not in POLICY
    assert header_policy(POLICY) == f"{POLICY}; frame-ancestors 'none'"
