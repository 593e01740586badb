"""The prompts, as data: `<name>/v<N>.md`, loaded by `agent.prompts`."""
