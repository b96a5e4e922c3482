package io.kedang.kernel.field;

/// 数据分级: how much harm the value of a field does in wrong hands. Every field has one, by its
/// definition; how a value is kept ([Secrecy]), masked and registered follows from it.
public enum DataClass {
    /// 公开: what a public register or the customer himself tells everybody.
    P0,
    /// 内部: business data, and names, by which people are found and addressed.
    P1,
    /// 个人信息: by which somebody is reached, or what is told of his life.
    P2,
    /// 敏感个人信息: what does grave harm, by law or by what can be done with it. Always sealed.
    P3
}
