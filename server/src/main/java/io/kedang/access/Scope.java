package io.kedang.access;

/// 数据范围: which files a person works with, before policies narrow or widen it.
public enum Scope {
    /// Files he owns or that were shared with him.
    OWN,
    /// Also the files of his department.
    DEPARTMENT,
    /// Also those of the departments below it.
    SUBTREE,
    ALL
}
