using System.Runtime.CompilerServices;

namespace Amazon.Query;

/// <summary>A request, response or structure that lists its members once, for writing and for reading.</summary>
internal interface IWireShape
{
    /// <summary>Passes every member through <paramref name="w"/> and keeps what comes back.</summary>
    void Exchange(Wire w);
}

/// <summary>
/// One direction of the AWS Query protocol (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html). A writer
/// sends the value and returns it; a reader ignores the value and returns what the answer holds. The name on the wire
/// is the text of the argument, so that a member is one line: <c>StackName = w.Str(StackName);</c>.
/// </summary>
internal abstract class Wire
{
    public abstract string? Str(string? value, [CallerArgumentExpression(nameof(value))] string name = "");

    public abstract bool? Bool(bool? value, [CallerArgumentExpression(nameof(value))] string name = "");

    public abstract int? Int(int? value, [CallerArgumentExpression(nameof(value))] string name = "");

    public abstract long? Long(long? value, [CallerArgumentExpression(nameof(value))] string name = "");

    public abstract double? Double(double? value, [CallerArgumentExpression(nameof(value))] string name = "");

    public abstract DateTime? Time(DateTime? value, [CallerArgumentExpression(nameof(value))] string name = "");

    public abstract T? Shape<T>(T? value, [CallerArgumentExpression(nameof(value))] string name = "") where T : class, IWireShape, new();

    /// <summary>A list of structures; <paramref name="item"/> is the element name of one entry.</summary>
    public abstract List<T>? List<T>(List<T>? value, string item = "member", [CallerArgumentExpression(nameof(value))] string name = "")
        where T : class, IWireShape, new();

    /// <summary>A list of strings; <paramref name="item"/> is the element name of one entry.</summary>
    public abstract List<string>? Strings(List<string>? value, string item = "member", [CallerArgumentExpression(nameof(value))] string name = "");

    /// <summary>A map of strings: entries <c>entry</c> with <c>key</c> and <c>value</c>.</summary>
    public abstract Dictionary<string, string>? Map(Dictionary<string, string>? value, [CallerArgumentExpression(nameof(value))] string name = "");
}
