__version__ = "0.1.0"

#: The module to which all of the app's records belong.
MODULE = "Liaison App"
