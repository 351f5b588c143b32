# Weighted, calibrated and replicated estimates to compare with: run `Rscript weights.R` in this folder.
# Writes w_*.csv and weights.json. Wants Debian's r-cran-survey; the tests only read what it wrote.
suppressPackageStartupMessages(library(survey))
for (name in c("api", "mu284", "nhanes", "scd", "hospital", "fpc", "crowd", "election")) data(list = name)
options(survey.lonely.psu = "adjust", digits = 17)

# The residuals of `rake` are found by turns over the margins, ten of them: here as many as they need.
tightened <- survey:::svyrecvar
body(tightened) <- parse(text = gsub("1:10)", "1:1000)", deparse(body(tightened)), fixed = TRUE))[[1]]
environment(tightened) <- asNamespace("survey")
assignInNamespace("svyrecvar", tightened, ns = "survey")

number <- function(x) ifelse(is.finite(x), format(x, digits = 17, trim = TRUE), "null")
value <- function(x) if (is.null(x)) "null" else if (is.character(x)) paste0('"', x, '"') else
  if (length(x) == 1) number(x) else paste0("[", paste(number(as.numeric(x)), collapse = ", "), "]")
record <- function(r) paste0("  {", paste0('"', names(r), '": ', vapply(r, value, ""), collapse = ", "), "}")
records <- list()
keep <- function(...) records[[length(records) + 1]] <<- list(...)

export <- function(rows, name, columns) {
  for (column in columns) if (is.numeric(rows[[column]])) rows[[column]] <- as.numeric(rows[[column]])
  rows <- rows[, columns]
  rows[] <- lapply(rows, function(x) if (is.numeric(x)) ifelse(is.na(x), "", format(x, digits = 17, trim = TRUE)) else as.character(x))
  write.csv(rows, paste0("w_", name, ".csv"), row.names = FALSE, quote = FALSE, na = "")
}

say <- function(case, statistic, variable, found, domain = NULL, df = NA, ...)
  keep(case = case, statistic = statistic, variable = variable, domain = domain,
       value = unname(coef(found))[1], se = as.numeric(SE(found))[1], df = df, ...)

share <- function(design, variable, method) {
  design$variables$hit <- design$variables[[variable]]
  as.numeric(attr(svyciprop(~hit, design, method = method), "ci"))
}

study <- function(case, design, y, d = NULL, f = NULL, by = NULL) {
  replicated <- inherits(design, "svyrep.design")
  df <- degf(design)
  deff <- function(m) if (replicated) NA else as.numeric(survey::deff(m))
  formula <- function(name) as.formula(paste0("~", name))
  mean_of <- function(name, design) if (replicated) svymean(formula(name), design) else
    svymean(formula(name), design, deff = "replace")
  for (name in c(y, f)) {
    m <- mean_of(name, design)
    say(case, "mean", name, m, df = df, deff = deff(m))
    say(case, "total", name, svytotal(formula(name), design), df = df)
  }
  if (!is.null(d)) say(case, "ratio", paste(y, d, sep = "/"), svyratio(formula(y), formula(d), design), df = df)
  if (!is.null(f) && !replicated) {
    p <- coef(svymean(formula(f), design))[[1]]
    for (method in c("xlogit", "beta", "mean")) {
      ci <- share(design, f, method)
      keep(case = case, statistic = paste0("share_", method), variable = f, domain = NULL,
           value = p, se = NA, df = df, low = ci[1], high = ci[2])
    }
  }
  if (!replicated && df > 1) for (type in c("mean", "xlogit", "beta")) for (p in c(.25, .5, .75)) {
    q <- svyquantile(formula(y), design, p, interval.type = type)[[1]]
    keep(case = case, statistic = paste0("quantile_", type), variable = y, domain = NULL, p = p,
         value = q[1, 1], se = q[1, 4], df = df, low = q[1, 2], high = q[1, 3])
  }
  if (!is.null(by)) for (chosen in by$groups) {
    inside <- design$variables[[by$name]] == chosen
    domain <- design[inside, ]
    label <- paste(by$name, chosen, sep = "=")
    dfd <- degf(domain)
    say(case, "mean", y, mean_of(y, domain), label, dfd)
    say(case, "total", y, svytotal(formula(y), domain), label, dfd)
    if (!is.null(d)) say(case, "ratio", paste(y, d, sep = "/"), svyratio(formula(y), formula(d), domain), label, dfd)
    if (!replicated && dfd > 1) {
      q <- svyquantile(formula(y), domain, .5, interval.type = "mean")[[1]]
      keep(case = case, statistic = "quantile_mean", variable = y, domain = label, p = .5,
           value = q[1, 1], se = q[1, 4], df = dfd, low = q[1, 2], high = q[1, 3])
    }
  }
}
fitted <- function(case, design) keep(case = case, statistic = "weights", variable = "", domain = NULL,
                                      weights = as.numeric(weights(design, "sampling")))

# Public data sets, as they were drawn ------------------------------------------------------------------------
for (name in c("apistrat", "apiclus1", "apiclus2")) {
  rows <- get(name)
  rows$wide <- as.numeric(rows$sch.wide == "Yes")
  rows$type <- as.numeric(rows$stype) - 1
  rows$award <- as.numeric(rows$awards == "Yes")
  rows$school <- seq_len(nrow(rows))
  assign(name, rows)
}
columns <- c("school", "type", "wide", "award", "dnum", "snum", "api99", "api00", "enroll", "api.stu", "pw")
export(apistrat, "apistrat", c(columns, "fpc"))
export(apiclus1, "apiclus1", c(columns, "fpc"))
apiclus2$enroll[is.na(apiclus2$enroll)] <- 0
apiclus2$api.stu[is.na(apiclus2$api.stu)] <- 1
export(apiclus2, "apiclus2", c(columns, "fpc1", "fpc2"))
apis <- list(
  apistrat = svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = apistrat),
  apiclus1 = svydesign(~dnum, weights = ~pw, fpc = ~fpc, data = apiclus1),
  apiclus2 = svydesign(~dnum + snum, fpc = ~fpc1 + fpc2, weights = ~pw, data = apiclus2))
api_study <- function(case, design) study(case, design, "api00", "api99", "wide", list(name = "type", groups = 0:2))
for (name in names(apis)) api_study(name, apis[[name]])

export(nhanes, "nhanes", c("SDMVPSU", "SDMVSTRA", "WTMEC2YR", "HI_CHOL", "race", "RIAGENDR"))
nhanes_design <- subset(svydesign(~SDMVPSU, strata = ~SDMVSTRA, weights = ~WTMEC2YR, nest = TRUE, data = nhanes),
                        !is.na(HI_CHOL))
for (group in list(NULL, 1, 2)) {
  domain <- if (is.null(group)) nhanes_design else subset(nhanes_design, RIAGENDR == group)
  label <- if (is.null(group)) NULL else paste0("RIAGENDR=", group)
  m <- svymean(~HI_CHOL, domain, deff = "replace")
  say("nhanes", "mean", "HI_CHOL", m, label, degf(domain), deff = as.numeric(deff(m)))
  say("nhanes", "total", "HI_CHOL", svytotal(~HI_CHOL, domain), label, degf(domain))
}

mu <- svydesign(~id1 + id2, fpc = ~n1 + n2, data = mu284)
mu284$w <- weights(mu)
mu284$d <- mu284$y1 + mu284$n2
mu <- update(mu, d = y1 + n2)
export(mu284, "mu284", c("id1", "n1", "id2", "n2", "y1", "d", "w"))
study("mu284", mu, "y1", "d")
scd$w <- 1
export(scd, "scd", c("ESA", "ambulance", "arrests", "alive", "w"))
study("scd", svydesign(~ambulance, strata = ~ESA, nest = TRUE, weights = ~w, data = scd), "alive", "arrests")
export(hospital, "hospital", c("hospno", "oblevel", "weighta", "tothosp", "births"))
study("hospital", svydesign(~hospno, strata = ~oblevel, weights = ~weighta, fpc = ~tothosp, data = hospital), "births", "tothosp")
export(fpc, "fpc", c("stratid", "psuid", "weight", "Nh", "x"))
study("fpc", svydesign(~psuid, strata = ~stratid, weights = ~weight, fpc = ~Nh, nest = TRUE, data = fpc), "x")
study("fpc_unknown", svydesign(~psuid, strata = ~stratid, weights = ~weight, nest = TRUE, data = fpc), "x")
export(crowd, "crowd", c("rooms", "person", "weight", "cluster", "stratum"))
study("crowd", svydesign(~cluster, strata = ~stratum, weights = ~weight, data = crowd), "person", "rooms")
export(election_pps, "election", c("Bush", "Kerry", "votes", "wt"))
study("election", svydesign(~1, weights = ~wt, data = election_pps), "Bush", "votes")

# Three stages, strata at each, populations known or not; lonely units at each ---------------------------------
set.seed(20261124)
plan <- expand.grid(person = 1:5, street = 1:3, part = 1:2, town = 1:4, region = 1:3)
plan <- plan[runif(nrow(plan)) < .7, ]
plan$town <- plan$region * 10 + plan$town
plan$street <- plan$part * 10 + plan$street
plan$towns <- c(9, 4, 15)[plan$region]
plan$streets <- 5 + plan$part
plan$people <- 12
plan$one <- 1
n <- nrow(plan)
plan$w <- round(exp(rnorm(n, 1, .4)), 6)
lift <- rnorm(200)[plan$town] * 5
plan$score <- round(50 + lift + rnorm(n, 0, 8), 6)
plan$size <- round(20 + 5 * runif(n) + lift / 4, 6)
plan$yes <- as.numeric(runif(n) < .4 + lift / 60)
plan$group <- sample(0:1, n, replace = TRUE)
plan$age <- sample(0:3, n, replace = TRUE, prob = c(4, 3, 2, 1))
plan$row <- seq_len(n)
export(plan, "stages", names(plan))
by <- list(name = "group", groups = 0:1)
three <- function(rows) svydesign(~town + street + row, strata = ~region + part + one, fpc = ~towns + streets + people,
                                  weights = ~w, data = rows, nest = TRUE)
study("stages3", three(plan), "score", "size", "yes", by)
study("stages1", svydesign(~town, strata = ~region, weights = ~w, data = plan), "score", "size", "yes", by)
study("stages1_fpc", svydesign(~town, strata = ~region, fpc = ~towns, weights = ~w, data = plan), "score", "size", "yes", by)
alone <- plan[(plan$region != 3 | plan$town == 31) & (plan$town != 11 | plan$street %in% c(11, 21, 22)), ]
for (rule in c("adjust", "certainty")) {
  options(survey.lonely.psu = rule)
  study(paste0("lonely3_", rule), three(alone), "score", "size", "yes", by)
  study(paste0("lonely1_", rule), svydesign(~town, strata = ~region, weights = ~w, data = alone), "score", "size", "yes", by)
}
options(survey.lonely.psu = "adjust")

# Weights fitted to known totals -----------------------------------------------------------------------------
types <- data.frame(type = 0:2, Freq = as.numeric(table(apipop$stype)))
wides <- data.frame(wide = 0:1, Freq = as.numeric(table(apipop$sch.wide)))
awards <- data.frame(award = 0:1, Freq = as.numeric(table(apipop$awards)))
totals <- c(`(Intercept)` = sum(types$Freq), `factor(type)1` = types$Freq[2], `factor(type)2` = types$Freq[3],
            api99 = sum(apipop$api99))
marginal <- c(`(Intercept)` = sum(types$Freq), `factor(type)1` = types$Freq[2], `factor(type)2` = types$Freq[3],
              `factor(wide)1` = wides$Freq[2], `factor(award)1` = awards$Freq[2])
keep(case = "totals", statistic = "population", variable = "type", domain = NULL, weights = types$Freq)
keep(case = "totals", statistic = "population", variable = "wide", domain = NULL, weights = wides$Freq)
keep(case = "totals", statistic = "population", variable = "award", domain = NULL, weights = awards$Freq)
keep(case = "totals", statistic = "population", variable = "api99", domain = NULL, weights = sum(apipop$api99))
tight <- list(maxit = 500, epsilon = 1e-12)
for (name in names(apis)) {
  design <- apis[[name]]
  fits <- list(
    post = postStratify(design, ~type, types),
    rake = suppressWarnings(rake(design, list(~type, ~wide, ~award), list(types, wides, awards),
                                 control = list(maxit = 2000, epsilon = 1e-15))),
    raking = calibrate(design, ~factor(type) + factor(wide) + factor(award), marginal, calfun = "raking",
                       maxit = 500, epsilon = 1e-12),
    linear = calibrate(design, ~factor(type) + api99, totals, calfun = "linear"),
    bounded = calibrate(design, ~factor(type) + api99, totals, calfun = "linear", bounds = c(.55, 1.8),
                        maxit = 500, epsilon = 1e-12),
    logit = calibrate(design, ~factor(type) + api99, totals, calfun = "logit", bounds = c(.4, 2.5),
                      maxit = 500, epsilon = 1e-12))
  for (fit in names(fits)) {
    case <- paste(name, fit, sep = ":")
    fitted(case, fits[[fit]])
    api_study(case, fits[[fit]])
  }
}
ages <- data.frame(age = 0:3, Freq = c(400, 330, 260, 130))
groups <- data.frame(group = 0:1, Freq = c(500, 620))
mixed <- c(`(Intercept)` = 1120, `factor(age)1` = 330, `factor(age)2` = 260, `factor(age)3` = 130, `factor(group)1` = 620)
keep(case = "totals", statistic = "population", variable = "age", domain = NULL, weights = ages$Freq)
keep(case = "totals", statistic = "population", variable = "group", domain = NULL, weights = groups$Freq)
shapes <- list(stages3 = three(plan), stages1 = svydesign(~town, strata = ~region, weights = ~w, data = plan))
for (name in names(shapes)) {
  design <- shapes[[name]]
  fits <- list(
    post = postStratify(design, ~age, ages),
    raking = calibrate(design, ~factor(age) + factor(group), mixed, calfun = "raking", maxit = 500, epsilon = 1e-12),
    logit = calibrate(design, ~factor(age) + factor(group), mixed, calfun = "logit", bounds = c(.4, 3),
                      maxit = 500, epsilon = 1e-12))
  for (fit in names(fits)) {
    case <- paste(name, fit, sep = ":")
    fitted(case, fits[[fit]])
    study(case, fits[[fit]], "score", "size", "yes", by)
  }
}
trimmed <- trimWeights(shapes$stages1, upper = 5, lower = 1.5, strict = TRUE)
fitted("stages1:trim", trimmed)
study("stages1:trim", trimmed, "score", "size", "yes", by)

# Replicate weights ------------------------------------------------------------------------------------------
options(survey.replicates.mse = FALSE)
repeated <- function(name, what, ...) {
  design <- what
  study(name, design, ...)
  keep(case = name, statistic = "replicates", variable = "", domain = NULL, scale = design$scale,
       rscales = design$rscales, columns = ncol(weights(design, "analysis")),
       weights = as.numeric(t(as.matrix(weights(design, "analysis")))))
}
api_args <- list(y = "api00", d = "api99", f = "wide", by = list(name = "type", groups = 0:2))
do.call(repeated, c(list("apiclus1:JK1", as.svrepdesign(apis$apiclus1)), api_args))
strata_small <- apistrat[seq(1, 200, by = 5), ]
export(strata_small, "small", c(columns, "fpc"))
small <- svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = strata_small)
do.call(repeated, c(list("small:JKn", as.svrepdesign(small)), api_args))
repeated("stages1:JKn", as.svrepdesign(shapes$stages1), "score", "size", "yes", by)
set.seed(7)
repeated("stages1:bootstrap", as.svrepdesign(shapes$stages1, type = "subbootstrap", replicates = 40), "score", "size", "yes", by)
halves <- plan[plan$town %% 10 <= 2, ]
paired <- svydesign(~town, strata = ~region, weights = ~w, data = halves)
export(halves, "halves", names(plan))
repeated("halves:BRR", as.svrepdesign(paired, type = "BRR"), "score", "size", "yes", by)
repeated("halves:Fay", as.svrepdesign(paired, type = "Fay", fay.rho = .3), "score", "size", "yes", by)
# Which half each replicate keeps: R's Hadamard matrix is not ours, and both are right.
keep(case = "signs", statistic = "signs", variable = "", domain = NULL, weights = 1 - 2 * as.numeric(survey:::hadamard(3)[2:4, ]))
scd_weights <- 2 * cbind(c(1, 0, 1, 0, 1, 0), c(1, 0, 0, 1, 0, 1), c(0, 1, 1, 0, 0, 1), c(0, 1, 0, 1, 1, 0))
repeated("scd:BRR", svrepdesign(data = scd, type = "BRR", repweights = scd_weights, weights = ~w,
                                combined.weights = FALSE), "alive", "arrests")
repeated("apiclus1:JK1:rake", suppressWarnings(rake(as.svrepdesign(apis$apiclus1), list(~type, ~wide), list(types, wides),
         control = list(maxit = 2000, epsilon = 1e-15))), "api00", "api99", "wide")

writeLines(c("{",
  paste0('"r": "', R.version.string, '",'),
  paste0('"survey": "', packageVersion("survey"), '",'),
  '"results": [', paste(vapply(records, record, ""), collapse = ",\n"), "]}"), "weights.json")
