# Tests of association by R's survey: run `Rscript crosstabs.R` in this folder, after survey.R. Writes crosstabs.json.
suppressPackageStartupMessages(library(survey))
options(survey.lonely.psu = "adjust")

results <- list()
keep <- function(design, data, name, rows, columns, domain = NULL, whole = FALSE) {
  part <- subset(design, !is.na(design$variables[[rows]]) & !is.na(design$variables[[columns]]))
  if (!is.null(domain)) part <- subset(part, part$variables[[domain[[1]]]] != domain[[2]])
  formula <- as.formula(paste0("~", rows, "+", columns))
  f <- svychisq(formula, part, statistic = "F")
  chisq <- svychisq(formula, part, statistic = "Chisq")
  record <- list(data = data, design = name, rows = rows, columns = columns,
    domain = if (is.null(domain)) NULL else domain[[1]], without = if (is.null(domain)) NULL else domain[[2]],
    f = f$statistic[[1]], ndf = f$parameter[["ndf"]], ddf = f$parameter[["ddf"]], p = f$p.value[[1]],
    chisq_p = chisq$p.value[[1]], n = nrow(part$variables))
  if (whole) {
    # Cells column by column within rows: the last factor of interaction() runs slowest, so it is the rows.
    cells <- eval(bquote(~interaction(factor(.(as.name(columns))), factor(.(as.name(rows)))) - 1))
    mean <- svymean(model.matrix(cells, model.frame(cells, part$variables)), part)
    record$shares <- unname(coef(mean))
    record$covariance <- as.vector(unname(vcov(mean)))
  }
  results[[length(results) + 1]] <<- record
}

rows <- read.csv("synthetic.csv")
rows$row <- seq_len(nrow(rows))
rows$one <- 1
rows$heavy <- as.integer(rows$weight > 4)
study <- function(design, name) {
  for (pair in list(c("code", "region"), c("rare", "region"), c("code", "rare"), c("heavy", "code"))) {
    keep(design, "synthetic", name, pair[1], pair[2], whole = pair[1] == "code" && pair[2] == "region")
    keep(design, "synthetic", name, pair[1], pair[2], domain = list("score_high", 1))
  }
  keep(design, "synthetic", name, "code", "region", domain = list("region", 1))
}
rows$score_high <- as.integer(rows$score > 55)
study(svydesign(~1, data = rows, weights = ~weight), "elements")
study(svydesign(~1, strata = ~cluster, fpc = ~size, weights = ~weight, data = rows), "stratified")
study(svydesign(~cluster, strata = ~stratum, weights = ~weight, data = rows), "clusters")
study(svydesign(~cluster, strata = ~stratum, fpc = ~strata_size, weights = ~weight, data = rows), "clusters_fpc")
study(svydesign(~cluster + row, strata = ~stratum + one, fpc = ~strata_size + size, weights = ~weight, data = rows),
      "two_stages")
lonely <- rows[rows$stratum != 1 | rows$cluster == 1, ]
for (rule in c("adjust", "certainty")) {
  options(survey.lonely.psu = rule)
  study(svydesign(~cluster, strata = ~stratum, weights = ~weight, data = lonely), paste0("lonely_", rule))
}
options(survey.lonely.psu = "adjust")

apistrat <- read.csv("apistrat.csv")
apiclus1 <- read.csv("apiclus1.csv")
apiclus2 <- read.csv("apiclus2.csv")
apis <- list(
  apistrat = svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = apistrat),
  apiclus1 = svydesign(~dnum, weights = ~pw, fpc = ~fpc, data = apiclus1),
  apiclus2 = svydesign(~dnum + snum, fpc = ~fpc1 + fpc2, weights = ~pw, data = apiclus2))
for (name in names(apis)) {
  design <- update(apis[[name]], best = as.integer(api00 > 650), big = cut(enroll, c(0, 300, 600, 1e5), labels = FALSE))
  keep(design, name, "published", "sch.wide", "stype", whole = TRUE)
  keep(design, name, "published", "stype", "best", whole = TRUE)
  keep(design, name, "published", "big", "sch.wide")
  keep(design, name, "published", "best", "big", domain = list("stype", "M"))
}

number <- function(x) if (is.null(x)) "null" else if (is.character(x)) paste0('"', x, '"') else
  if (length(x) > 1) paste0("[", paste(format(x, digits = 17), collapse = ", "), "]") else
  if (is.na(x) || !is.finite(x)) "null" else format(x, digits = 17)
record <- function(r) paste0("  {", paste0('"', names(r), '": ', vapply(r, number, ""), collapse = ", "), "}")
writeLines(c("{",
  paste0('"r": "', R.version.string, '",'),
  paste0('"survey": "', packageVersion("survey"), '",'),
  '"results": [', paste(vapply(results, record, ""), collapse = ",\n"), "]}"), "crosstabs.json")
