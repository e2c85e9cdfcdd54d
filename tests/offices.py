"""The pages of several real desks of one organisation, in step after every form."""

from contextlib import ExitStack

from tests.builders import World
from tests.page_client import HERE, Pages, pages
from waystation.web.desk_port import OpenDesk


class Offices:
    """The pages of each desk, opened when they are first asked for."""

    def __init__(self, world: World, stack: ExitStack) -> None:
        self.world = world
        self._stack = stack
        self._open: dict[str, Pages] = {}

    def at(self, name: str) -> Pages:
        if name not in self._open:
            made = pages(OpenDesk(self.world.desks[name]))
            self._open[name] = self._stack.enter_context(made).sign_in()
        return self._open[name]

    def says(self, name: str, path: str = "/costs") -> str:
        answer = self.at(name).client.get(path)
        assert answer.status_code == 200
        return answer.text

    def send(self, name: str, path: str, /, *, refused: str = "", **fields: str) -> str:
        """Send a form; return what the page says that it leads to, or the refusal."""
        client = self.at(name).client
        said = {"csrf": self.at(name).csrf(), **fields}
        answer = client.post(path, data=said, headers={"Origin": HERE})
        self.world.sync()
        if refused:
            assert answer.status_code >= 400
            assert f"<code>{refused}</code>" in answer.text
            return answer.text
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]
