"""How the tagger was trained: sentences of our own, FewFC, and the labels of a third party's analyser beside them."""
