"""Topics of open answers: proposed, named by people, coded on a sample, counted with everything else."""
