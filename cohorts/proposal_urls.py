"""Proposals: text, amendments, comments. Mounted at the root of each language."""

from django.urls import path

from cohorts.views import amendments, proposal_writing, proposals

urlpatterns = [
    path("groups/<slug:slug>/proposals/new/", proposal_writing.new, name="proposal_new"),
    path("spaces/<slug:slug>/proposals/new/", proposal_writing.new_of_space, name="proposal_new_of_space"),
    path("proposals/<uuid:proposal>/", proposals.proposal, name="proposal"),
    path("proposals/<uuid:proposal>/draft/", proposal_writing.edit, name="proposal_edit"),
    path("proposals/<uuid:proposal>/text/", proposal_writing.revise, name="proposal_revise"),
    path("proposals/<uuid:proposal>/putting-forward/", proposal_writing.putting_forward, name="proposal_putting_forward"),
    path("proposals/<uuid:proposal>/withdrawal/", proposal_writing.withdrawal, name="proposal_withdrawal"),
    path("proposals/<uuid:proposal>/versions/", proposals.versions, name="proposal_versions"),
    path("proposals/<uuid:proposal>/comments/", proposals.comment, name="proposal_comment"),
    path("proposals/<uuid:proposal>/comments/<int:number>/withdrawal/", proposals.comment_withdrawal, name="proposal_comment_withdrawal"),
    path("proposals/<uuid:proposal>/amend/", amendments.new, name="amendment_new"),
    path("proposals/<uuid:proposal>/amendments/<int:number>/", amendments.amendment, name="amendment"),
    path("proposals/<uuid:proposal>/amendments/<int:number>/answer/", amendments.answer, name="amendment_answer"),
    path("proposals/<uuid:proposal>/amendments/<int:number>/withdrawal/", amendments.withdrawal, name="amendment_withdrawal"),
]
