"""Streamlit and Altair: what an editor sees. Nothing else in Readback knows them."""

import gc

import altair  # noqa: F401
import pandas  # noqa: F401
import streamlit.elements.vega_charts  # noqa: F401

# Streamlit collects garbage after every run, and with pandas and Altair loaded a full collection costs 100 ms. What has been imported
# is never garbage: taken out of the collector's sight once, a rerun costs half as much.
gc.collect()
gc.freeze()
