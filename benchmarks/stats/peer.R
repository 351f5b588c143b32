# The same publication by R's survey: Rscript benchmarks/stats/peer.R ANSWERS.csv
# 96 items by region with standard errors, and 480 second-order Rao-Scott tests. Prints elapsed seconds.
suppressPackageStartupMessages(library(survey))
options(survey.lonely.psu = "adjust")
rows <- read.csv(commandArgs(TRUE)[1])
closed <- grep("^(likert|single|multi)", names(rows), value = TRUE)
breakdowns <- c("region", "age", "housing", "helped", "sex")
rows[rows == -2] <- NA
for (name in c(closed, breakdowns)) rows[[name]] <- factor(rows[[name]])
rows$stratum <- rows$association %% 13
began <- proc.time()[["elapsed"]]
design <- svydesign(ids = ~association, strata = ~stratum, weights = ~weight, data = rows)
for (item in closed) {
  svyby(as.formula(paste0("~", item)), ~region, design, svymean, na.rm = TRUE)
}
middle <- proc.time()[["elapsed"]]
for (item in closed) for (by in breakdowns) {
  answered <- subset(design, !is.na(design$variables[[item]]))
  svychisq(as.formula(paste0("~", item, "+", by)), answered, statistic = "F")
}
cat(sprintf("%.2f %.2f %.2f\n", middle - began, proc.time()[["elapsed"]] - middle, proc.time()[["elapsed"]] - began))
