# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Who cites what at the United Nations
#
# What a researcher can ask of the atlas, the graph that `unxref` carries, with pandas, networkx and matplotlib; and what it
# says of a document of your own. To run this notebook: install the wheel as `unxref[notebook]` (the README tells how), then
# `jupytext --to ipynb notebook.py` makes a file that Jupyter opens.

# %%
import textwrap

import matplotlib.pyplot as plt
import networkx as nx
import numpy as np
import pandas as pd
import unxref

plt.rcParams.update({
    "figure.dpi": 110,
    "figure.constrained_layout.use": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlelocation": "left",
    "axes.titleweight": "bold",
    "axes.titlesize": 12,
    "axes.titlepad": 12,
    "font.size": 9.5,
})
# The colours of Okabe and Ito, which the colour-blind tell apart.
BLUE, ORANGE, GREEN, PURPLE, GREY = "#0072B2", "#E69F00", "#009E73", "#CC79A7", "#9A9A9A"

pd.set_option("display.max_colwidth", 90)

print(unxref.run("--version").text)

# %% [markdown]
# ## The atlas as two frames
#
# One row a node and one row an edge. An edge is a *citation*, in a document's own voice and with the words that make it, or a
# *fact*, such as that a resolution adopted a treaty. Only what was read (`read`) cites anything here.

# %%
nodes, edges = unxref.frames()
citations = edges[edges["class"] == "citation"].merge(
    nodes[["class", "kind", "title"]].add_prefix("cited_"), left_on="target", right_index=True
)
# Bodies, events and sessions are mentioned rather than cited.
citations = citations[citations["cited_class"].isin(["document", "instrument", "set"])]
print(f"{len(nodes):,} nodes, {len(edges):,} edges, {len(citations):,} of these citations by {nodes['read'].sum():,} documents")
citations.loc[citations["source"] == "A/HRC/RES/53/24", ["relation", "target", "count", "cited_title"]].head(8)

# %% [markdown]
# ## The most cited treaties
#
# Each document counts once, however often it names a treaty. The Charter, which half of the texts cite, is left out.


# %%
def short(title, width=46):
    """A title on one line or two."""
    lines = textwrap.wrap(title, width)
    return "\n".join(lines[:2]) + ("…" if len(lines) > 2 else "")


treaties = citations[citations["cited_kind"] == "treaty"]
by_treaty = treaties.groupby("target")["source"].nunique().drop("un-charter").sort_values(ascending=False)
top = by_treaty.head(15)[::-1]
read = nodes["read"].sum()

figure, axes = plt.subplots(figsize=(8.5, 6.2))
bars = axes.barh([short(nodes.loc[id, "title"]) for id in top.index], top, color=BLUE, height=0.66)
axes.bar_label(bars, [f"{count:,}  ({count / read:.0%})" for count in top], padding=4, color="#333333")
axes.set_xlabel(f"documents that cite it, of the {read:,} that the atlas has read")
axes.tick_params(axis="y", length=0)
axes.margins(x=0.14, y=0.02)
figure.suptitle("The treaties that most documents cite", x=0.01, ha="left", weight="bold", size=12)
plt.show()

# %% [markdown]
# ## Citations by year
#
# The atlas holds few texts of early years and many of late ones, so that bare sums would tell of the atlas and not of the United
# Nations. Below the number of texts stands what one resolution of a body cites, in the years with ten or more of them.

# %%
made = nodes[nodes["read"] & nodes["date"].notna()].copy()
made["year"] = made["date"].dt.year
made["cites"] = citations.groupby("source")["target"].nunique().reindex(made.index, fill_value=0)
first, last = 2000, 2024
recent = made[made["year"].between(first, last)]
names = {"ga": "General Assembly", "sc": "Security Council", "hrc": "Human Rights Council", "ecosoc": "Economic and Social Council"}
bodies = recent["body"].map(names).fillna("others")
read = pd.crosstab(recent["year"], bodies).reindex(columns=[*names.values(), "others"], fill_value=0)
resolutions = recent[recent["kind"] == "resolution"].groupby([bodies, "year"])["cites"]
median = resolutions.median()[resolutions.size() >= 10].unstack(0)

figure, (above, below) = plt.subplots(2, 1, figsize=(8.5, 6.6), sharex=True, height_ratios=[1, 1.25])
bottom = pd.Series(0, index=read.index)
for name, colour in zip(read, [BLUE, ORANGE, GREEN, PURPLE, GREY]):
    above.bar(read.index, read[name], bottom=bottom, color=colour, label=name, width=0.8)
    bottom += read[name]
above.set(title="Texts in the atlas, by body", ylabel="texts a year")
above.legend(frameon=False, loc="upper left", fontsize=8.5)
for name, colour in zip(list(names.values())[:3], [BLUE, ORANGE, GREEN]):
    below.plot(median.index, median[name], color=colour, linewidth=2, marker="o", markersize=4, label=name)
below.set(title="What a resolution cites", ylabel="things cited by the median resolution", xlabel="year")
below.set_ylim(bottom=0)
below.set_xticks(range(first, last + 1, 4))
below.legend(frameon=False, loc="upper left", fontsize=8.5)
plt.show()

# %% [markdown]
# ## Related instruments
#
# Two instruments are related where the same documents cite both. networkx makes the graph of instruments out of that of
# documents and instruments: an edge weighs as much as documents cite both of its ends.

# %%
instruments = citations[citations["cited_class"] == "instrument"]
cited = nx.Graph()
cited.add_nodes_from(instruments["source"].unique(), bipartite=0)
cited.add_nodes_from(instruments["target"].unique(), bipartite=1)
cited.add_edges_from(instruments[["source", "target"]].itertuples(index=False, name=None))
together = nx.bipartite.weighted_projected_graph(cited, instruments["target"].unique())
print(together)

# %% [markdown]
# Of the documents that cite the treaty of a row, how many in a hundred cite that of a column too? The two directions differ:
# who cites what few cite often cites what many cite as well.

# %%
chosen = list(by_treaty.index[:14])
share = pd.DataFrame(
    {column: {row: together.get_edge_data(row, column, {"weight": 0})["weight"] / cited.degree(row) for row in chosen} for column in chosen}
)
order = share.mean().sort_values(ascending=False).index
share = share.loc[order, order]

figure, axes = plt.subplots(figsize=(8.8, 6.6))
picture = axes.imshow(share.mask(share.index.to_numpy()[:, None] == share.columns.to_numpy()), cmap="Blues", vmin=0, vmax=1)
axes.set_xticks(range(len(order)), order, rotation=45, ha="right", rotation_mode="anchor")
axes.set_yticks(range(len(order)), [f"{short(nodes.loc[id, 'title'], 44)}" for id in order], fontsize=8)
for row, id in enumerate(order):
    for column, other in enumerate(order):
        if row != column:
            value = share.loc[id, other]
            axes.text(column, row, f"{value:.0%}".rstrip("%"), ha="center", va="center", fontsize=7.5, color="white" if value > 0.55 else "#333333")
axes.spines[:].set_visible(False)
axes.tick_params(length=0)
figure.suptitle("Treaties that are cited together", x=0.01, ha="left", weight="bold", size=12)
figure.colorbar(picture, ax=axes, shrink=0.7, format=lambda value, _: f"{value:.0%}", label="of the documents that cite the row's treaty")
plt.show()

# %% [markdown]
# `unxref` answers the same question from both sides, by what things cite and by what cites them, and weighs down what
# everyone cites:

# %%
related = pd.DataFrame(unxref.query("related", "crpd", class_="instrument", number=8)).set_index("id")
related["title"] = nodes["title"].reindex(related.index)
related["cited with it by"] = [together.get_edge_data("crpd", id, {"weight": 0})["weight"] for id in related.index]
related[["score", "cited with it by", "title"]].round(2)

# %% [markdown]
# ## A diagram
#
# What one resolution cites and what cites it. In a notebook the picture is vector graphics: what is pointed at tells its title.

# %%
unxref.draw("A/HRC/RES/53/24", max_nodes=40)

# %% [markdown]
# ## A document of your own
#
# A draft, made up for this notebook. Any file will do as well: `unxref.cite("draft.docx")`.

# %%
draft = """\
Human Rights Council
Sixtieth session

The rights of lighthouse keepers with disabilities

The Human Rights Council,

Guided by the purposes and principles of the Charter of the United Nations,

Reaffirming the Universal Declaration of Human Rights, the International Covenant on Economic, Social and Cultural Rights and
the Convention on the Rights of Persons with Disabilities,

Recalling General Assembly resolution 70/1 of 25 September 2015 on the 2030 Agenda for Sustainable Development,

Recalling also its resolutions 43/23 of 22 June 2020 and 49/12 of 31 March 2022,

1. Calls upon States to make the stairs of lamps accessible to all, in accordance with the Convention;

2. Encourages the keepers of harbours to write down what they have learned.
"""
found = unxref.cite(text=draft, language="en", as_frame=True)
found[["paragraph", "relation", "target", "status", "quote"]]

# %% [markdown]
# Which documents of the atlas cite most of the same, and what do they cite that the draft does not? What few cite tells more
# than what all cite.

# %%
targets = set(found["target"].dropna())
pairs = citations[["source", "target"]].drop_duplicates()
tells = 1 / np.log2(2 + pairs.groupby("target").size())
weight = pairs[pairs["target"].isin(targets)].set_index("source")["target"].map(tells).groupby("source").sum()
near = weight.nlargest(12)
pd.DataFrame({"weight": near.round(2), "date": nodes["date"].reindex(near.index).dt.date, "title": nodes["title"].reindex(near.index)})

# %%
more = pairs[pairs["source"].isin(near.index) & ~pairs["target"].isin(targets)].groupby("target").size().nlargest(10)
pd.DataFrame({"cited by, of 12": more, "kind": nodes["kind"].reindex(more.index), "title": nodes["title"].reindex(more.index)})

# %% [markdown]
# The draft as a graph of networkx, and its diagram.

# %%
own = unxref.graph(text=draft, symbol="A/HRC/60/L.99", language="en")
print(own)
unxref.draw("A/HRC/60/L.99", graph=own)
