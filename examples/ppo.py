"""PPO in one file, with nothing but the id of an environment: how a stranger's agent meets the garden.

    python examples/ppo.py                                           # 65,536 steps in 64 gardens, under a minute
    python examples/ppo.py --env CartPole-v1 --steps 200000          # any other environment that counts moves

Proximal policy optimisation (Schulman and others 2017) as single files do it: clipped surrogate, generalised advantage
estimates, one network for policy and value, advantages normalised in each batch. The reward is the story's, so what it
learns is worth reading: it is not the rescue that is learned first.
"""

from __future__ import annotations

import argparse
import time

import gymnasium as gym
import numpy as np
import torch
from torch import nn
from torch.distributions import Categorical

WORLDS, ROLLOUT, EPOCHS, BATCH = 64, 128, 4, 1024
DISCOUNT, TRACE, CLIP, ENTROPY, VALUE, RATE = 0.99, 0.95, 0.2, 0.01, 0.5, 3e-4


class Agent(nn.Module):
    """What it does, and what it expects of a state."""

    def __init__(self, seen: int, moves: int) -> None:
        super().__init__()
        self.body = nn.Sequential(nn.Linear(seen, 64), nn.Tanh(), nn.Linear(64, 64), nn.Tanh())
        self.policy, self.value = nn.Linear(64, moves), nn.Linear(64, 1)
        nn.init.orthogonal_(self.policy.weight, 0.01)

    def forward(self, seen: torch.Tensor) -> tuple[Categorical, torch.Tensor]:
        """Of states ``(n, seen)``: a distribution over moves, and a value, ``(n,)``."""
        made = self.body(seen)
        return Categorical(logits=self.policy(made)), self.value(made).squeeze(-1)


def main() -> None:
    """Learn, and say how it goes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--env", default="ninelives.env:ninelives/RescueMoves-v0")
    parser.add_argument("--steps", type=int, default=65_536)
    parser.add_argument("--seed", type=int, default=0)
    told = parser.parse_args()
    torch.manual_seed(told.seed)
    torch.set_num_threads(1)
    envs = gym.wrappers.vector.RecordEpisodeStatistics(gym.make_vec(told.env, num_envs=WORLDS))
    envs = gym.wrappers.vector.NormalizeReward(gym.wrappers.vector.NormalizeObservation(envs), gamma=DISCOUNT)
    width, moves = envs.single_observation_space.shape[0], int(envs.single_action_space.n)
    agent = Agent(width, moves)
    optimiser = torch.optim.Adam(agent.parameters(), lr=RATE, eps=1e-5)
    seen = torch.as_tensor(envs.reset(seed=told.seed)[0], dtype=torch.float32)
    begun = torch.zeros(WORLDS)  # 1 where the next step only begins an episode
    start, updates = time.perf_counter(), max(told.steps // (WORLDS * ROLLOUT), 1)
    for update in range(updates):
        held = {name: torch.zeros(ROLLOUT, WORLDS) for name in ("action", "logp", "reward", "value", "over", "idle")}
        states, returns = torch.zeros(ROLLOUT, WORLDS, width), []
        for at in range(ROLLOUT):
            with torch.no_grad():
                choice, held["value"][at] = agent(seen)
                action = choice.sample()
                held["logp"][at] = choice.log_prob(action)
            states[at], held["action"][at], held["idle"][at] = seen, action, begun
            new, reward, terminated, truncated, info = envs.step(action.numpy())
            seen = torch.as_tensor(new, dtype=torch.float32)
            held["reward"][at] = torch.as_tensor(reward, dtype=torch.float32)
            held["over"][at] = torch.as_tensor(terminated, dtype=torch.float32)
            begun = torch.as_tensor(terminated | truncated, dtype=torch.float32)
            if "episode" in info:
                returns += info["episode"]["r"][info["_episode"]].tolist()
        learn(agent, optimiser, states, held, advantages(agent, seen, held))
        rate = (update + 1) * WORLDS * ROLLOUT / (time.perf_counter() - start)
        mean = f"mean return {np.mean(returns):,.1f} of {len(returns)} episodes" if returns else "no episode ended"
        print(f"{(update + 1) * WORLDS * ROLLOUT:>9,} steps  {rate:>7,.0f}/s  {mean}", flush=True)


@torch.no_grad()
def advantages(agent: Agent, last: torch.Tensor, held: dict[str, torch.Tensor]) -> torch.Tensor:
    """Generalised advantage estimates, ``(ROLLOUT, WORLDS)``; an episode that was cut off by time bootstraps."""
    made, ahead, after = torch.zeros(ROLLOUT, WORLDS), torch.zeros(WORLDS), agent(last)[1]
    for at in reversed(range(ROLLOUT)):
        goes_on = 1 - held["over"][at]
        off = held["reward"][at] + DISCOUNT * goes_on * after - held["value"][at]
        ahead = (off + DISCOUNT * TRACE * goes_on * ahead) * (1 - held["idle"][at])
        made[at], after = ahead, held["value"][at]
    return made


def learn(
    agent: Agent,
    optimiser: torch.optim.Optimizer,
    states: torch.Tensor,
    held: dict[str, torch.Tensor],
    better: torch.Tensor,
) -> None:
    """A few passes over what was flown, in batches; steps that only begin an episode are left out."""
    keep = held["idle"].flatten() == 0
    flat = {name: part.flatten()[keep] for name, part in held.items()}
    states, better = states.flatten(0, 1)[keep], better.flatten()[keep]
    for _ in range(EPOCHS):
        for some in torch.randperm(len(states)).split(BATCH):
            choice, value = agent(states[some])
            ratio = (choice.log_prob(flat["action"][some]) - flat["logp"][some]).exp()
            gain = (better[some] - better[some].mean()) / (better[some].std() + 1e-8)
            surrogate = torch.min(ratio * gain, ratio.clamp(1 - CLIP, 1 + CLIP) * gain).mean()
            error = (value - better[some] - flat["value"][some]).square().mean()
            loss = -surrogate + VALUE * error - ENTROPY * choice.entropy().mean()
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(agent.parameters(), 0.5)
            optimiser.step()


if __name__ == "__main__":
    main()
