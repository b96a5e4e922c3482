package io.kedang.classification;

import io.kedang.customer.CustomerId;

/// The partial scores of one customer, 0 to 100 each, and what they make together.
record AbcScore(
        CustomerId customer, double region, double strength, double likelihood, double total) {}
