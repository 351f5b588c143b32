# The numbers that tests/stats compares scales, pairs, pooled studies and sample plans with: run `Rscript scales.R`
# in this folder. Writes scales.json. Wants Debian's r-cran-psych, r-cran-metafor,
# r-cran-survey and r-cran-vcd.
suppressPackageStartupMessages({library(psych); library(metafor); library(survey)})

number <- function(x) if (is.character(x)) paste0('"', x, '"') else if (is.na(x) || !is.finite(x)) "null" else
  format(x, digits = 17)
json <- function(x) {
  if (is.list(x)) {
    inside <- vapply(x, json, "")
    if (is.null(names(x))) paste0("[", paste(inside, collapse = ",\n"), "]")
    else paste0("{", paste0('"', names(x), '": ', inside, collapse = ", "), "}")
  } else if (is.matrix(x)) paste0("[", paste(apply(x, 1, function(row) json(unname(row))), collapse = ",\n"), "]")
  else if (length(x) == 1) number(x)
  else paste0("[", paste(vapply(x, number, ""), collapse = ", "), "]")
}

# ---- Scales -------------------------------------------------------------------------------------------------
reliable <- function(x, w = rep(1, nrow(x))) {
  x <- as.matrix(x); k <- ncol(x); n <- nrow(x)
  C <- cov.wt(x, wt = w / sum(w), method = "ML")$cov
  found <- suppressWarnings(psych::alpha(C, warnings = FALSE, n.obs = n))
  rest <- vapply(seq_len(k), function(i) sum(C[i, -i]) / sqrt(C[i, i] * sum(C[-i, -i])), 0)
  fit <- factanal(covmat = list(cov = C, n.obs = n), factors = 1, rotation = "none",
                  control = list(opt = list(factr = 10, pgtol = 0, maxit = 5000)))
  load <- fit$loadings[, 1] * sqrt(diag(C)); unique <- fit$uniquenesses * diag(C)
  ci <- psych::alpha.ci(found$total$raw_alpha, n, k)
  clusters <- (seq_len(n) - 1) %/% 6
  design <- svydesign(~clusters, weights = ~w, data = data.frame(x, w = w, clusters = clusters))
  V <- svyvar(as.formula(paste("~", paste(colnames(data.frame(x)), collapse = "+"))), design)
  S <- matrix(coef(V), k); T <- sum(diag(S)) # the variance of alpha from that of each covariance
  slope <- -k / (k - 1) * (diag(k) / sum(S) - T / sum(S)^2)
  se <- sqrt(c(slope) %*% attr(V, "var") %*% c(slope))[1]
  list(clusters = clusters, se = se, df = degf(design), x = unname(x), w = w, alpha = found$total$raw_alpha, low = ci$lower.ci, high = ci$upper.ci,
       without = found$alpha.drop$raw_alpha, rest = rest, omega = sum(load)^2 / (sum(load)^2 + sum(unique)),
       loadings = abs(unname(load)))
}
set.seed(20261123)
n <- 180
truth <- rnorm(n)
likert <- sapply(c(.9, .7, .8, .5, .6, -.7), function(a) pmin(5, pmax(1, round(3 + a * truth + rnorm(n, 0, .9)))))
likert[, 6] <- 6 - likert[, 6]
w <- round(exp(rnorm(n, 0, .5)), 4)
scales <- list(attitude = reliable(datasets::attitude), likert = reliable(likert), weighted = reliable(likert, w),
               three = reliable(likert[, 1:3]))

# ---- Matched pairs ------------------------------------------------------------------------------------------
paired <- function(a, b, k) {
  t <- table(factor(a, 0:(k - 1)), factor(b, 0:(k - 1)))
  kappas <- function(power) {
    d <- abs(outer(0:(k - 1), 0:(k - 1), "-")) / (k - 1)
    agree <- if (power == 0) diag(k) else 1 - d^power
    # vcd, not psych 2.2.9: its error of a weighted kappa takes products where Fleiss, Cohen & Everitt take means
    found <- vcd::Kappa(unclass(t), weights = agree)$Weighted
    list(value = found[["value"]], se = found[["ASE"]])
  }
  d <- a - b; m <- length(d)
  list(a = a, b = b, count = k, none = kappas(0), linear = kappas(1), quadratic = kappas(2),
       bias = mean(d), sd = sd(d), bias_low = t.test(d)$conf.int[1], bias_high = t.test(d)$conf.int[2],
       lower = mean(d) - qnorm(.975) * sd(d), upper = mean(d) + qnorm(.975) * sd(d),
       same = mean(d == 0), above = mean(d > 0), below = mean(d < 0),
       p = binom.test(sum(d > 0), sum(d != 0))$p.value)
}
first <- pmin(3, pmax(0, round(1.5 + rnorm(90))))
second <- pmin(3, pmax(0, round(first + rnorm(90, .4, .8))))
pairs <- list(drawn = paired(first, second, 4),
              yes_no = paired(rep(c(1, 1, 0, 0), c(20, 5, 10, 15)), rep(c(1, 0, 1, 0), c(20, 5, 10, 15)), 2))

# ---- Crossed views ------------------------------------------------------------------------------------------
seen <- data.frame(cluster = rep(1:12, each = 15))
seen$audience <- rep(c(0, 0, 1), 60)
lift <- rnorm(12, 0, .5)[seen$cluster]
seen$code <- pmin(4, pmax(0, round(2 + lift + .5 * seen$audience + rnorm(180))))
seen$w <- round(exp(rnorm(180, 0, .4)), 4)
seen$code[c(3, 50, 101)] <- NA
crossed <- function(design) {
  domain <- subset(design, !is.na(code))
  m <- svyby(~factor(code), ~audience, domain, svymean, covmat = TRUE)
  P <- as.matrix(as.data.frame(m)[, 2:6]); p <- P[1, ]; q <- P[2, ]
  V <- vcov(m)
  order <- c(outer(1:2, 0:4, function(a, k) paste0(a - 1, ":factor(code)", k)))
  V <- V[order, order] # first and second audience by turns
  form <- function(f) { # the delta method with numerical slopes
    x <- c(rbind(p, q)); value <- function(x) f(x[c(TRUE, FALSE)], x[c(FALSE, TRUE)])
    g <- vapply(seq_along(x), function(i) { h <- 1e-5; e <- replace(0 * x, i, h)
      (8 * (value(x + e) - value(x - e)) - (value(x + 2 * e) - value(x - 2 * e))) / (12 * h) }, 0)
    list(value = value(x), se = sqrt(c(g %*% V %*% g)))
  }
  list(shares = unname(P), df = degf(domain), gap = form(function(p, q) sum(0:4 * (q - p))),
       overlap = form(function(p, q) sum(pmin(p, q))),
       higher = form(function(p, q) sum(q * (cumsum(p) - p / 2))))
}
views <- list(rows = list(cluster = seen$cluster, audience = seen$audience, code = ifelse(is.na(seen$code), -1, seen$code),
                          w = seen$w),
  shared = crossed(svydesign(~cluster, weights = ~w, data = seen)),
  apart = crossed(svydesign(~cluster + audience, strata = ~audience, weights = ~w, nest = TRUE, data = seen)))

# ---- Pooled studies -----------------------------------------------------------------------------------------
pooled <- function(y, v) {
  tight <- list(tol = 1e-14, maxiter = 1000, threshold = 1e-14, tau2.max = 1e4)
  out <- list(y = y, se = sqrt(v))
  for (test in c("knha", "adhoc")) {
    m <- rma(y, v, method = "PM", test = test, control = list(tol = 1e-14, maxiter = 1000))
    p <- predict(m)
    out[[test]] <- list(value = m$beta[1], se = m$se, low = m$ci.lb, high = m$ci.ub,
                        pi_low = p$pi.lb, pi_high = p$pi.ub)
  }
  ci <- confint(m, control = list(tol = 1e-14))$random
  f <- rma(y, v, method = "FE")
  c(out, list(tau2 = m$tau2, i2 = m$I2 / 100, q = m$QE, q_p = m$QEp, tau2_low = ci["tau^2", "ci.lb"],
              tau2_high = ci["tau^2", "ci.ub"], fixed = f$beta[1], fixed_se = f$se, fixed_low = f$ci.lb,
              fixed_high = f$ci.ub, weights = unname(weights(m)) / 100))
}
bcg <- rbind(c(4, 119, 11, 128), c(6, 300, 29, 274), c(3, 228, 11, 209), c(62, 13536, 248, 12619),
             c(33, 5036, 47, 5761), c(180, 1361, 372, 1079), c(8, 2537, 10, 619), c(505, 87886, 499, 87892),
             c(29, 7470, 45, 7232), c(17, 1699, 65, 1600), c(186, 50448, 141, 27197), c(5, 2493, 3, 2338),
             c(27, 16886, 29, 17825))
es <- escalc(measure = "RR", ai = bcg[, 1], bi = bcg[, 2], ci = bcg[, 3], di = bcg[, 4])
pools <- list(bcg = pooled(c(es$yi), c(es$vi)),
              alike = pooled(c(6.9, 7.1, 7.0, 7.2, 6.95), c(.2, .25, .3, .22, .4)^2),
              three = pooled(c(.62, .48, .71), c(.04, .06, .05)^2),
              apart = pooled(c(1.2, 5.4, 3.3, 8.1, 2.0, 4.4), c(.5, .3, .7, .9, .2, .4)^2))

# ---- Sample plans -------------------------------------------------------------------------------------------
tol <- 1e-13
shares <- list(); means <- list(); needs <- list()
for (n in c(12, 60, 350)) for (p in list(c(.5, .6), c(.2, .5), c(.9, .8))) {
  shares <- c(shares, list(list(n = n, first = p[1], second = p[2],
    power = power.prop.test(n = n, p1 = p[1], p2 = p[2])$power)))
  means <- c(means, list(list(n = n, difference = 10 * abs(diff(p)), sd = 2.5,
    power = power.t.test(n = n, delta = 10 * abs(diff(p)), sd = 2.5)$power)))
}
for (p in list(c(.5, .6), c(.2, .5), c(.9, .8))) needs <- c(needs, list(list(first = p[1], second = p[2],
  share_n = power.prop.test(p1 = p[1], p2 = p[2], power = .8, tol = tol)$n,
  mean_n = power.t.test(delta = 10 * abs(diff(p)), sd = 2.5, power = .8, tol = tol)$n)))
reach <- lapply(c(12, 40, 300), function(n) list(n = n,
  share = power.prop.test(n = n, p1 = .5, power = .8, tol = tol)$p2 - .5,
  mean = power.t.test(n = n, sd = 2.5, power = .8, tol = tol)$delta))

writeLines(json(list(r = R.version.string, psych = as.character(packageVersion("psych")),
  metafor = as.character(packageVersion("metafor")),
  survey = as.character(packageVersion("survey")), vcd = as.character(packageVersion("vcd")), scales = scales, pairs = pairs, views = views, pools = pools,
  plans = list(shares = shares, means = means, needs = needs, reach = reach))), "scales.json")
