"""What sources gave, judged and kept: snapshots in content/data/recu, agreements, the merge with what is typed."""
