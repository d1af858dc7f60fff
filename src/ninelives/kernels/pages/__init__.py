"""What pages and drawings are made of: who may see them, what stands before them, how they look, what serves them.

The parts are imported from where they lie, so that a drawing loads no server: ``tokens`` (people and sessions),
``shield`` (headers, sizes, origins), ``door`` (who is it), ``shell`` (frame and files), ``said`` (errors), ``serving``.
"""
