using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using MethodBody = Mono.Cecil.Cil.MethodBody;

namespace SmartLocker.Simulation.Mutants;

/// <summary>Makes an edit in a compiled assembly of the product.</summary>
internal static class Rewriting
{
    /// <exception cref="InvalidOperationException">The product has no such place any more: nothing would be broken.</exception>
    public static void Apply(ModuleDefinition module, Edit edit)
    {
        TypeDefinition type = module.GetType(edit.Type.FullName)
            ?? throw new InvalidOperationException($"{module.Name} has no {edit.Type.FullName}.");
        MethodDefinition[] methods =
        [
            .. type.Methods.Where(method => method.HasBody && (edit.Method.Length == 0 || method.Name == edit.Method)),
        ];
        bool done = edit switch
        {
            Edit.Returns returns => Single(methods, edit, method => Return(method, returns.Value)),
            Edit.Becomes becomes => Single(methods, edit, method => Become(method, becomes.By)),
            Edit.Hears hears => Single(methods, edit, method => Hear(method, hears)),
            Edit.Says says => Single(methods, edit, method => Say(method, says)),
            Edit.Reads reads => Any(methods, method => Read(method, reads)),
            Edit.Counts counts => Any(methods, method => Count(method, counts)),
            _ => throw new InvalidOperationException($"No way to make {edit}."),
        };
        if (!done) { throw new InvalidOperationException($"Nothing to change for {edit}."); }
    }

    private static bool Single(MethodDefinition[] methods, Edit edit, Action<MethodDefinition> change)
    {
        if (methods.Length != 1) { throw new InvalidOperationException($"{methods.Length} methods for {edit}."); }

        change(methods[0]);
        return true;
    }

    private static bool Any(MethodDefinition[] methods, Func<MethodDefinition, bool> change)
    {
        bool done = false;
        foreach (MethodDefinition method in methods) { done |= change(method); }

        return done;
    }

    private static void Return(MethodDefinition method, bool? value)
    {
        method.Body = new MethodBody(method);
        ILProcessor il = method.Body.GetILProcessor();
        il.Emit(value switch { true => OpCodes.Ldc_I4_1, false => OpCodes.Ldc_I4_0, null => OpCodes.Ldnull });
        il.Emit(OpCodes.Ret);
    }

    private static void Become(MethodDefinition method, string by)
    {
        method.Body = new MethodBody(method);
        ILProcessor il = method.Body.GetILProcessor();
        foreach (Instruction load in Arguments(method)) { il.Append(load); }

        il.Emit(OpCodes.Call, Replacement(method, by, method.ReturnType));
        il.Emit(OpCodes.Ret);
    }

    private static void Hear(MethodDefinition method, Edit.Hears hears)
    {
        method.Body.SimplifyMacros();
        ILProcessor il = method.Body.GetILProcessor();
        Instruction first = method.Body.Instructions[0];
        Instruction[] before =
        [
            .. Arguments(method),
            Instruction.Create(OpCodes.Call, Replacement(method, hears.By, method.Parameters[hears.Parameter].ParameterType)),
            Instruction.Create(OpCodes.Starg, method.Parameters[hears.Parameter]),
        ];
        foreach (Instruction one in before) { il.InsertBefore(first, one); }

        method.Body.OptimizeMacros();
    }

    private static void Say(MethodDefinition method, Edit.Says says)
    {
        method.Body.SimplifyMacros();
        ILProcessor il = method.Body.GetILProcessor();
        MethodReference by = Replacement(method, says.By, method.ReturnType, method.ReturnType);
        foreach (Instruction end in method.Body.Instructions.Where(one => one.OpCode == OpCodes.Ret).ToArray())
        {
            // Whatever jumps to the end jumps to what comes before it now: the instruction itself becomes the first of these.
            Instruction last = end;
            foreach (Instruction one in (Instruction[])
                [.. Arguments(method), Instruction.Create(OpCodes.Call, by), Instruction.Create(OpCodes.Ret)])
            {
                il.InsertAfter(last, one);
                last = one;
            }

            (end.OpCode, end.Operand) = (OpCodes.Nop, null);
        }

        method.Body.OptimizeMacros();
    }

    private static bool Read(MethodDefinition method, Edit.Reads reads)
    {
        Instruction[] texts =
        [
            .. method.Body.Instructions.Where(
                one => one.Operand is string text && text.Contains(reads.Old, StringComparison.Ordinal)),
        ];
        foreach (Instruction one in texts)
        {
            one.Operand = ((string)one.Operand).Replace(reads.Old, reads.New, StringComparison.Ordinal);
        }

        return texts.Length > 0;
    }

    private static bool Count(MethodDefinition method, Edit.Counts counts)
    {
        method.Body.SimplifyMacros();
        Instruction[] numbers =
        [
            .. method.Body.Instructions.Where(one => one.OpCode == OpCodes.Ldc_I4 && (int)one.Operand == counts.Old),
            .. method.Body.Instructions.Where(one => one.OpCode == OpCodes.Ldc_I8 && (long)one.Operand == counts.Old),
        ];
        foreach (Instruction one in numbers)
        {
            if (one.OpCode == OpCodes.Ldc_I8) { one.Operand = (long)counts.New; }
            else { one.Operand = counts.New; }
        }

        method.Body.OptimizeMacros();
        return numbers.Length > 0;
    }

    private static IEnumerable<Instruction> Arguments(MethodDefinition method)
    {
        if (method.HasThis) { yield return Instruction.Create(OpCodes.Ldarg, method.Body.ThisParameter); }
        foreach (ParameterDefinition one in method.Parameters) { yield return Instruction.Create(OpCodes.Ldarg, one); }
    }

    /// <param name="returns">What the place needs; <paramref name="before"/> comes before the method's own parameters.</param>
    /// <exception cref="InvalidOperationException">The method has changed: what was written for it fits it no more.</exception>
    private static MethodReference Replacement(
        MethodDefinition method, string name, TypeReference returns, params IEnumerable<TypeReference> before)
    {
        MethodReference by = method.Module.ImportReference(
            typeof(Replacements).GetMethod(name, BindingFlags.Public | BindingFlags.Static)
                ?? throw new InvalidOperationException($"No replacement is called {name}."));
        string[] needed =
        [
            .. before.Select(one => one.FullName),
            .. method.HasThis ? [method.DeclaringType.FullName] : Array.Empty<string>(),
            .. method.Parameters.Select(one => one.ParameterType.FullName),
        ];

        // Types that their assembly keeps to itself come as objects.
        bool fits = by.ReturnType.FullName == returns.FullName && by.Parameters.Count == needed.Length
            && by.Parameters.Zip(needed).All(pair =>
                pair.First.ParameterType.FullName == pair.Second || pair.First.ParameterType.FullName == typeof(object).FullName);
        return fits ? by : throw new InvalidOperationException(
            $"{name} takes ({string.Join(", ", by.Parameters.Select(one => one.ParameterType.FullName))}) and returns "
                + $"{by.ReturnType.FullName}; needed are ({string.Join(", ", needed)}) and {returns.FullName}.");
    }
}
