# The numbers that test_compare_against_r.py and test_regression_against_r.py compare with.
# Run `Rscript compare.R` in this folder, after survey.R (it reads synthetic.csv).
# Writes compare_*.csv and compare.json. Wants Debian's r-cran-survey and r-cran-jsonlite.
suppressPackageStartupMessages({library(survey); library(jsonlite)})
options(survey.lonely.psu = "adjust")
data(api)
tight <- glm.control(epsilon = 1e-15, maxit = 200)

school <- function(rows, strata, units, units2, pop1, pop2) {
  yes <- function(x) as.integer(x == "Yes")
  data.frame(stratum = strata, unit = units, unit2 = units2, pop1 = pop1, pop2 = pop2, weight = rows$pw,
             y = rows$api00, free = rows$api00 + seq_len(nrow(rows)) / 1000, hit = yes(rows$comp.imp),
             two = yes(rows$sch.wide), three = as.integer(rows$stype) - 1, a = as.integer(rows$stype) - 1,
             b = yes(rows$comp.imp) + yes(rows$awards), before = rows$api99, after = rows$api00,
             was = as.integer(rows$api99 >= 650), now = as.integer(rows$api00 >= 650),
             x = rows$ell, z = rows$mobility, level = as.integer(cut(rows$meals, c(-1, 25, 50, 75, 101))) - 1,
             keep = as.integer(rows$enroll > 300))
}

made_up <- function() {
  rows <- read.csv("synthetic.csv")
  set.seed(20261124)
  n <- nrow(rows)
  out <- data.frame(stratum = rows$stratum, unit = rows$cluster, unit2 = seq_len(n), pop1 = rows$strata_size,
                    pop2 = rows$size, weight = rows$weight, y = rows$code, free = rows$score,
                    hit = as.integer(rows$score + rnorm(n, 0, 10) > 52), two = rbinom(n, 1, .45),
                    three = rows$region, a = rows$region, b = rows$code, before = rows$code)
  out$after <- pmin(3, out$before + rbinom(n, 1, .3) - rbinom(n, 1, .15) * (out$before > 0))
  out$after[sample(n, 20)] <- NA
  out$was <- as.integer(out$before >= 2); out$now <- as.integer(out$after >= 2)
  out$x <- round(rows$score / 10 + rnorm(n), 4); out$z <- round(rnorm(n), 4)
  out$z[sample(n, 12)] <- NA
  out$level <- rows$code
  out$keep <- as.integer(rows$region != 2 | runif(n) < .3)
  out
}

strat <- school(apistrat, as.integer(apistrat$stype), seq_len(200), 0, apistrat$fpc, 0)
clus1 <- school(apiclus1, 1, apiclus1$dnum, 0, apiclus1$fpc, 0)
clus2 <- school(apiclus2, 1, apiclus2$dnum, apiclus2$snum, apiclus2$fpc1, apiclus2$fpc2)
made <- made_up()
one <- function(rows, ...) svydesign(..., weights = ~weight, data = rows)
dstrat <- one(strat, ~1, strata = ~stratum, fpc = ~pop1)
dclus1 <- one(clus1, ~unit, fpc = ~pop1)
fitted <- calibrate(dclus1, ~factor(three) + before,
  c(`(Intercept)` = 6194, `factor(three)1` = 755, `factor(three)2` = 1018, before = 3914069), epsilon = 1e-13)
raked <- calibrate(dstrat, ~two + b, c(`(Intercept)` = 6194, two = 5122, b = 7900), calfun = "raking",
                   epsilon = 1e-13, maxit = 200)
clus1$fitted <- weights(fitted)
strat$fitted <- weights(raked)
made$row <- seq_len(nrow(made)); made$only <- 1
designs <- list(
  stratified_fpc = list("strat", dstrat), clusters_one_stage_fpc = list("clus1", dclus1),
  two_stages_fpc = list("clus2", one(clus2, ~unit + unit2, fpc = ~pop1 + pop2)),
  calibrated_linear = list("clus1", fitted), calibrated_raking = list("strat", raked),
  persons = list("made", one(made, ~1)),
  clusters_in_strata = list("made", one(made, ~unit, strata = ~stratum)),
  clusters_in_strata_fpc = list("made", one(made, ~unit, strata = ~stratum, fpc = ~pop1)),
  two_stages_in_strata_fpc = list("made", one(made, ~unit + unit2, strata = ~stratum + only, fpc = ~pop1 + pop2)))

numbers <- function(x) unname(as.vector(x))
valid <- function(design, ...) {
  design$variables$.ok <- complete.cases(design$variables[, c(...)])
  subset(design, .ok)
}
middle <- function(design, variable) {   # mean ranks whose ties take the middle of their place
  w <- weights(design, "sampling"); y <- design$variables[[variable]]
  out <- numeric(length(y)); at <- w > 0
  mass <- tapply(w[at], y[at], sum)
  out[at] <- ((cumsum(mass) - mass / 2) / sum(mass))[as.character(y[at])]
  out
}
rows_of <- function(design) which(weights(design, "sampling") > 0)

cross <- function(design) {
  design <- valid(design, "a", "b")
  f <- svychisq(~a + b, design)
  shares <- prop.table(svytable(~a + b, design))
  link <- sum((shares - outer(rowSums(shares), colSums(shares)))^2 / outer(rowSums(shares), colSums(shares)))
  m <- svymean(~interaction(factor(a), factor(b), lex.order = TRUE), design)
  # a calibrated domain keeps the clusters that it leaves out, and svychisq counts them: degf does not
  ndf <- numbers(f$parameter[1]); df <- ndf * degf(design)
  list(statistic = numbers(f$statistic), ndf = ndf, df = df,
       p = pf(numbers(f$statistic), ndf, df, lower.tail = FALSE), v = sqrt(link / (min(dim(shares)) - 1)), se = numbers(SE(m)),
       n = length(rows_of(design)))
}

means <- function(design) {
  design <- valid(design, "y", "two")
  t <- svyttest(y ~ two, design); m <- svyglm(y ~ two, design, control = tight)
  design <- update(design, n0 = 1 - two, n1 = two, y0 = y * (1 - two), y1 = y * two, q = y^2, one = 1)
  s <- svytotal(~n0 + n1 + y0 + y1 + q + one, design)
  d <- svycontrast(s, quote((y1 / n1 - y0 / n0) / sqrt((q - y0^2 / n0 - y1^2 / n1) / one)))
  list(value = numbers(t$estimate), se = numbers(SE(m)[2]), statistic = numbers(t$statistic),
       df = numbers(t$parameter), p = numbers(t$p.value), low = t$conf.int[1], high = t$conf.int[2],
       effect = numbers(coef(d)), effect_se = numbers(SE(d)))
}

by_group <- function(design, y, g) {   # svyby(covmat = TRUE), which fails on calibrated designs: there, by totals
  if (is.null(design$postStrata))
    return(svyby(as.formula(paste0("~", y)), as.formula(paste0("~", g)), design, svymean, covmat = TRUE))
  v <- design$variables; groups <- sort(unique(v[[g]]))
  totals <- do.call(cbind, lapply(groups, function(k) cbind(v[[g]] == k, v[[y]] * (v[[g]] == k))))
  colnames(totals) <- as.vector(rbind(paste0("n", groups), paste0("s", groups)))
  ratios <- lapply(groups, function(k) bquote(.(as.name(paste0("s", k))) / .(as.name(paste0("n", k)))))
  names(ratios) <- groups
  found <- svycontrast(svytotal(totals, design), ratios)
  structure(as.vector(coef(found)), names = groups, var = unname(vcov(found)), class = "svystat")
}

shares <- function(design) {
  design <- valid(design, "hit", "two")
  t <- svyttest(hit ~ two, design); m <- svyglm(hit ~ two, design, control = tight)
  by <- by_group(design, "hit", "two")
  gap <- svycontrast(by, c(-1, 1))
  h <- svycontrast(by, quote(2 * asin(sqrt(`1`)) - 2 * asin(sqrt(`0`))))
  ratio <- svycontrast(by, quote(log(`1` / `0`)))
  list(value = numbers(coef(gap)), se = numbers(SE(gap)), statistic = numbers(t$statistic),
       df = numbers(t$parameter), p = numbers(t$p.value), effect = numbers(coef(h)), effect_se = numbers(SE(h)),
       ratio = exp(numbers(coef(ratio))), ratio_log_se = numbers(SE(ratio)))
}

gaps <- function(design) {
  design <- valid(design, "y", "three")
  by <- by_group(design, "y", "three")
  f <- regTermTest(svyglm(y ~ factor(three), design, control = tight), ~factor(three))
  second <- svycontrast(by, c(0, -1, 1))
  list(value = numbers(coef(by)), covariance = unname(vcov(by)), statistic = numbers(f$Ftest),
       ndf = f$df, df = f$ddf, p = numbers(f$p), pair = numbers(coef(second)), pair_se = numbers(SE(second)))
}

ranks <- function(design) {
  out <- list()
  # R's own median score asks r > N/2 of rounded sums: an answer exactly in the middle falls on either side
  scores <- list(KruskalWallis = "KruskalWallis", vanderWaerden = "vanderWaerden",
                 median = function(r, N) as.numeric(r / N > .5 + 1e-9))
  for (name in names(scores)) {
    test <- scores[[name]]
    free <- valid(design, "free", "two")
    two <- svyranktest(free ~ two, free, test = test)
    free <- valid(design, "free", "three")
    # only the rows of a calibrated domain have ranks: R's k-sample test wants no zero weights, and a factor
    several <- if (all(weights(free, "sampling") > 0)) svyranktest(free ~ factor(three), free, test = test) else NULL
    tied <- valid(design, "y", "two")
    r <- middle(tied, "y")
    tied$variables$score <- switch(name, KruskalWallis = r, median = as.numeric(r > .5 + 1e-9),
                                   vanderWaerden = ifelse(r > 0, qnorm(r), 0))
    tied <- svyttest(score ~ two, tied)
    out[[name]] <- list(
      value = numbers(two$estimate), statistic = numbers(two$statistic), df = numbers(two$parameter),
      p = numbers(two$p.value), tied = numbers(tied$estimate), tied_statistic = numbers(tied$statistic),
      tied_p = numbers(tied$p.value))
    if (!is.null(several)) out[[name]] <- c(out[[name]], list(
      chisq = numbers(several$parameter), ndf = numbers(several$statistic), ddf = numbers(several$ddf),
      several_p = numbers(several$p.value)))
  }
  tied <- valid(design, "y", "two")
  w <- weights(tied, "sampling"); y <- tied$variables$y; g <- tied$variables$two
  first <- which(w > 0 & g == 0); second <- which(w > 0 & g == 1)
  below <- sapply(y[second], function(v) sum(w[first] * ((y[first] < v) + (y[first] == v) / 2)) / sum(w[first]))
  above <- sapply(y[first], function(v) sum(w[second] * ((y[second] > v) + (y[second] == v) / 2)) / sum(w[second]))
  theta <- sum(w[second] * below) / sum(w[second])
  infl <- numeric(length(w))
  infl[second] <- (below - theta) / sum(w[second]); infl[first] <- (above - theta) / sum(w[first])
  out$superiority <- list(value = theta, se = numbers(SE(svytotal(infl, tied))))
  out
}

change <- function(design) {
  design <- valid(design, "before", "after")
  design <- update(design, d = after - before, b2 = before^2, a2 = after^2, one = 1)
  m <- svymean(~d, design); df <- degf(design); ci <- confint(m, df = df)
  t <- svyttest(d ~ 0, design)
  s <- svytotal(~before + after + b2 + a2 + one, design)
  size <- svycontrast(s, quote(((after - before) / one) /
    sqrt((b2 / one - (before / one)^2 + a2 / one - (after / one)^2) / 2)))
  list(value = numbers(coef(m)), se = numbers(SE(m)), statistic = numbers(t$statistic), df = df,
       p = 2 * pt(-abs(numbers(t$statistic)), df), low = ci[1], high = ci[2],
       effect = numbers(coef(size)), effect_se = numbers(SE(size)))
}

turnover <- function(design) {
  design <- valid(design, "was", "now")
  design <- update(design, up = now * (1 - was), down = was * (1 - now))
  m <- svymean(~up + down, design)
  gap <- svycontrast(m, c(1, -1)); g <- svycontrast(m, quote(up / (up + down) - 0.5)); df <- degf(design)
  list(gained = numbers(coef(m)[1]), lost = numbers(coef(m)[2]), value = numbers(coef(gap)),
       se = numbers(SE(gap)), df = df, p = 2 * pt(-abs(numbers(coef(gap) / SE(gap))), df),
       effect = numbers(coef(g)), effect_se = numbers(SE(g)))
}

fit <- function(m) {
  ci <- confint(m); s <- summary(m)$coefficients
  wald <- regTermTest(m, ~factor(three))
  working <- regTermTest(m, ~factor(three), method = "WorkingWald", lrt.approximation = "satterthwaite")
  list(value = numbers(coef(m)), se = numbers(SE(m)), covariance = unname(vcov(m)), df = m$df.residual,
       statistic = numbers(s[, 3]), p = numbers(s[, 4]), low = numbers(ci[, 1]), high = numbers(ci[, 2]),
       explained = 1 - m$deviance / m$null.deviance,
       wald = list(statistic = numbers(wald$Ftest), ndf = wald$df, df = wald$ddf, p = numbers(wald$p)),
       working = list(chisq = numbers(working$chisq), lambda = sort(Re(working$lambda)), p = numbers(working$p)))
}

linear <- function(design) fit(svyglm(y ~ x + z + factor(three), valid(design, "y", "x", "z", "three"), control = tight))
logistic <- function(design) {
  design <- valid(design, "hit", "x", "z", "three")
  m <- svyglm(hit ~ x + z + factor(three), design, family = quasibinomial, control = tight)
  # glm keeps the weights of its last step but one: a step from the solution gives those of the solution
  again <- bquote(svyglm(hit ~ x + z + factor(three), design, family = quasibinomial, control = tight,
                         start = .(unname(coef(m)))))
  fit(eval(again))
}

exactly <- function(m, design) {   # Newton's steps on the score of proportional odds, from where svyolr stopped
  x <- model.matrix(~x + z + factor(three), design$variables)[, -1]
  y <- as.integer(design$variables$level); w <- weights(design); k <- ncol(x)
  score <- function(par) {
    cuts <- c(-Inf, par[-(1:k)], Inf); eta <- drop(x %*% par[1:k])
    over <- cuts[y + 1] - eta; under <- cuts[y] - eta; share <- plogis(over) - plogis(under)
    up <- w * dlogis(over) / share; down <- w * dlogis(under) / share
    c(colSums(x * (down - up)), sapply(seq_along(m$zeta), function(j) sum(up[y == j]) - sum(down[y == j + 1])))
  }
  par <- c(m$coefficients, m$zeta); step <- c(1e-6, 1e-6, rep(1e-5, length(par) - 2))
  for (again in 1:8) {
    bend <- sapply(seq_along(par), function(j) {
      h <- replace(numeric(length(par)), j, step[j]); (score(par + h) - score(par - h)) / (2 * step[j]) })
    par <- par - solve(bend, score(par))
  }
  zeta <- unname(par[-(1:k)])
  c(par[1:k], zeta[1], log(diff(zeta)))
}

ordinal <- function(design) {
  design <- valid(design, "level", "x", "z", "three")
  if (any(weights(design, "sampling") == 0)) return(NULL)  # R's svyolr cannot: it divides by weights of zero
  design$variables$level <- factor(design$variables$level)
  # optim stops early and takes its Hessian from wide differences: start it at the solution, and narrow them
  m <- svyolr(level ~ x + z + factor(three), design)
  m <- svyolr(level ~ x + z + factor(three), design, start = exactly(m, design),
              control = list(maxit = 0, ndeps = c(1e-6, 1e-6, rep(1e-5, length(m$zeta) + 2))))
  wald <- regTermTest(m, ~factor(three))
  list(value = numbers(c(m$coefficients, m$zeta)), se = numbers(sqrt(diag(m$var))), covariance = unname(m$var),
       df = m$df.residual, wald = list(statistic = numbers(wald$Ftest), ndf = wald$df, df = wald$ddf, p = numbers(wald$p)))
}

studies <- list(cross = cross, means = means, shares = shares, gaps = gaps, ranks = ranks, change = change,
                turnover = turnover, linear = linear, logistic = logistic, ordinal = ordinal)
results <- list()
for (name in names(designs)) for (domain in c(FALSE, TRUE)) {
  design <- if (domain) subset(designs[[name]][[2]], keep == 1) else designs[[name]][[2]]
  for (study in names(studies)) {
    found <- tryCatch(studies[[study]](design), error = function(e) {
      message(name, if (domain) " domain ", " ", study, ": ", conditionMessage(e)); NULL })
    if (!is.null(found)) results[[length(results) + 1]] <-
      list(data = designs[[name]][[1]], design = name, domain = domain, study = study, found = found)
  }
}

p <- c(0.04, 0.001, 0.3, 0.013, 0.04, 0.9, NA, 0.0005)
plain <- subset(made, !is.na(before) & !is.na(after))
textbook <- list(
  p = p, holm = p.adjust(p, "holm"), bh = p.adjust(p, "BH"),
  paired = { t <- t.test(plain$after, plain$before, paired = TRUE)
             list(value = numbers(t$estimate), df = numbers(t$parameter), p = t$p.value, low = t$conf.int[1]) },
  smallest = power.t.test(n = 50, sd = 1, power = .8)$delta)
for (name in c("strat", "clus1", "clus2", "made"))
  write.csv(get(name), paste0("compare_", name, ".csv"), row.names = FALSE, quote = FALSE, na = "")
write_json(list(r = R.version.string, survey = as.character(packageVersion("survey")), results = results,
                textbook = textbook), "compare.json", digits = NA, auto_unbox = TRUE, na = "null")
