"""Status is ours, workflow is the administrator's: code reads only `status`."""
