"""One room per stage; they never import each other."""
