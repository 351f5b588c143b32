# The numbers that tests/stats compares with: run `Rscript survey.R` in this folder.
# Writes apistrat.csv, apiclus1.csv, apiclus2.csv, synthetic.csv and survey.json. Wants Debian's r-cran-survey.
suppressPackageStartupMessages(library(survey))
data(api)
options(survey.lonely.psu = "adjust")

synthetic <- function() {
  set.seed(20261123)
  strata <- rep(1:4, times = c(5, 4, 6, 3))
  rows <- do.call(rbind, lapply(seq_along(strata), function(cluster) {
    m <- sample(4:25, 1)
    data.frame(stratum = strata[cluster], cluster = cluster, size = m + sample(1:40, 1),
               lift = rnorm(1, 0, .7))[rep(1, m), ]
  }))
  rows$strata_size <- c(12, 9, 6, 20)[rows$stratum]
  n <- nrow(rows)
  rows$weight <- round(exp(rnorm(n, 1, .5)), 6)
  rows$score <- round(50 + 10 * rows$lift + rnorm(n, 0, 8), 6)
  rows$code <- pmin(3, pmax(0, round(1.5 + rows$lift + rnorm(n))))
  rows$code[sample(n, 30)] <- NA
  rows$rare <- as.integer(runif(n) < .04)
  rows$region <- sample(0:2, n, replace = TRUE)
  rows$lift <- NULL
  rows
}

export <- function(rows, name, columns) {
  write.csv(rows[, columns], paste0(name, ".csv"), row.names = FALSE, quote = FALSE, na = "")
}

share <- function(design, variable, code) {
  design <- subset(design, !is.na(design$variables[[variable]]))
  design$variables$hit <- as.numeric(design$variables[[variable]] == code)
  m <- svymean(~hit, design, deff = "replace")
  ci <- svyciprop(~hit, design, method = "xlogit")
  glm <- svyciprop(~hit, design, method = "logit")
  list(value = unname(coef(m)), se = unname(SE(m))[1], deff = as.numeric(deff(m)), df = degf(design),
       low = attr(ci, "ci")[[1]], high = attr(ci, "ci")[[2]],
       glm_low = attr(glm, "ci")[[1]], glm_high = attr(glm, "ci")[[2]])
}

average <- function(design, variable) {
  design <- subset(design, !is.na(design$variables[[variable]]))
  m <- svymean(as.formula(paste0("~", variable)), design, deff = "replace")
  ci <- confint(m, df = degf(design))
  list(value = unname(coef(m)), se = unname(SE(m))[1], deff = as.numeric(deff(m)), df = degf(design),
       low = ci[1], high = ci[2])
}

results <- list()
keep <- function(design, data, name, variable, code = NULL, by = NULL, group = NULL) {
  domain <- if (is.null(by)) design else subset(design, design$variables[[by]] == group)
  found <- if (is.null(code)) average(domain, variable) else share(domain, variable, code)
  results[[length(results) + 1]] <<- c(
    list(data = data, design = name, variable = variable, code = code, by = by, group = group), found)
}

study <- function(design, data, name, means, shares, by) {
  for (group in c(list(NULL), as.list(by$groups))) {
    domain <- if (is.null(group)) NULL else by$name
    for (variable in means) keep(design, data, name, variable, by = domain, group = group)
    for (variable in names(shares)) for (code in shares[[variable]])
      keep(design, data, name, variable, code, by = domain, group = group)
  }
}

rows <- synthetic()
export(rows, "synthetic", names(rows))
shares <- list(code = 0:3, rare = 1)
by <- list(name = "region", groups = 0:2)
rows$row <- seq_len(nrow(rows))
rows$one <- 1
rows$population <- ave(rows$size, rows$stratum, FUN = function(x) sum(unique(x)) + 200)
designs <- list(
  elements = svydesign(~1, data = rows, weights = ~weight),
  stratified = svydesign(~1, strata = ~cluster, fpc = ~size, weights = ~weight, data = rows),
  clusters = svydesign(~cluster, strata = ~stratum, weights = ~weight, data = rows),
  clusters_fpc = svydesign(~cluster, strata = ~stratum, fpc = ~strata_size, weights = ~weight, data = rows),
  two_stages = svydesign(~cluster + row, strata = ~stratum + one, fpc = ~strata_size + size,
                         weights = ~weight, data = rows))
for (name in names(designs)) study(designs[[name]], "synthetic", name, "score", shares, by)

lonely <- rows[rows$stratum != 1 | rows$cluster == 1, ]
for (rule in c("adjust", "certainty")) {
  options(survey.lonely.psu = rule)
  study(svydesign(~cluster, strata = ~stratum, weights = ~weight, data = lonely),
        "synthetic", paste0("lonely_", rule), "score", shares, by)
}
options(survey.lonely.psu = "adjust")

columns <- c("cds", "stype", "dnum", "snum", "sch.wide", "api00", "enroll", "pw", "fpc")
for (name in c("apistrat", "apiclus1")) export(get(name), name, columns)
export(apiclus2, "apiclus2", c("cds", "stype", "dnum", "snum", "sch.wide", "api00", "enroll", "pw", "fpc1", "fpc2"))
api <- list(means = c("api00", "enroll"), shares = list(sch.wide = "Yes", stype = c("E", "H", "M")),
            by = list(name = "stype", groups = c("E", "H", "M")))
apis <- list(
  apistrat = svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = apistrat),
  apiclus1 = svydesign(~dnum, weights = ~pw, fpc = ~fpc, data = apiclus1),
  apiclus2 = svydesign(~dnum + snum, fpc = ~fpc1 + fpc2, weights = ~pw, data = apiclus2))
for (name in names(apis)) study(apis[[name]], name, "published", api$means, api$shares, api$by)

number <- function(x) if (is.null(x)) "null" else if (is.character(x)) paste0('"', x, '"') else
  if (is.na(x) || !is.finite(x)) "null" else format(x, digits = 17)
record <- function(r) paste0("  {", paste0('"', names(r), '": ', vapply(r, number, ""), collapse = ", "), "}")
writeLines(c("{",
  paste0('"r": "', R.version.string, '",'),
  paste0('"survey": "', packageVersion("survey"), '",'),
  '"results": [', paste(vapply(results, record, ""), collapse = ",\n"), "]}"), "survey.json")
