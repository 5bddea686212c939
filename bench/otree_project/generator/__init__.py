"""The page with an async generator as live method: oTree calls it under one lock for each participant."""

from otree.api import BaseConstants, BaseGroup, BasePlayer, BaseSubsession, ExtraModel, models
from otree.api import Page as AnyPage
from said import told


class C(BaseConstants):
    NAME_IN_URL = "generator"
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
    async def live_method(player, said):
        yield told(player, said, Answer)


page_sequence = [Page]
