namespace MLNetDeep.Common;

/// <summary>The body of a network, which may be a module of a user's own, threw an exception.</summary>
/// <param name="module">The module's name.</param>
/// <param name="inputs">The shapes of what it was given.</param>
/// <param name="inner">What it threw.</param>
internal sealed class ModuleException(string module, IEnumerable<long[]> inputs, Exception inner)
    : InvalidOperationException($"The module '{module}' failed on an input of shape {string.Join(" and ", inputs.Select(shape => $"[{string.Join(", ", shape)}]"))}: {TorchErrors.Reason(inner)}", inner);
