"""The page with a plain live method: oTree calls it under one lock for the whole site."""

from otree.api import BaseConstants, BaseGroup, BasePlayer, BaseSubsession, ExtraModel, models
from otree.api import Page as AnyPage
from said import told


class C(BaseConstants):
    NAME_IN_URL = "plain"
    PLAYERS_PER_GROUP = None
    NUM_ROUNDS = 1


class Subsession(BaseSubsession):
    pass


class Group(BaseGroup):
    step = models.IntegerField(initial=0)


class Player(BasePlayer):
    pass


class Answer(ExtraModel):
    player = models.Link(Player)
    step = models.IntegerField()
    number = models.IntegerField()


class Page(AnyPage):
    @staticmethod
    def live_method(player, said):
        return told(player, said, Answer)


page_sequence = [Page]
