"""What both kinds of live method do: the leader's prompt is stored and goes to everybody, an answer is stored once and acknowledged."""


def told(player, said, answers):
    """What a live method gives back: for everybody (key 0), or for whoever said something."""
    if said["what"] == "prompt":
        player.group.step = said["step"]
        return {0: {"type": "show", "step": said["step"], "words": "x" * said["letters"]}}
    known = answers.filter(player=player, step=said["step"]) if said["what"] == "answer" else []
    if known:
        known[0].number = said["number"]
    else:  # an author who does not look first stores what is sent twice as two
        answers.create(player=player, step=said["step"], number=said["number"])
    return {player.id_in_group: {"type": "reply", "code": "ok"}}
