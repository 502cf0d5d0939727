using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;

namespace SmartLocker.Server.Features.OrganisationPages;

/// <summary>Reads the form of a person.</summary>
internal static class PersonForm
{
    private const int NameMax = 60;

    /// <summary>The record with what was typed; nothing when a field cannot be read.</summary>
    public static Person? Read(IFormCollection form, Person before)
    {
        string name = form["name"].ToString().Trim();
        string email = form["email"].ToString().Trim();
        bool mailGood = email.Length == 0 || (email.Length <= 200 && System.Net.Mail.MailAddress.TryCreate(email, out _));
        if (name.Length is 0 or > NameMax || !mailGood || Roles(form) is not { } roles) { return null; }
        if (Agencies(form, "agency") is not { } agencies || Agencies(form, "staffOf") is not { } staffOf) { return null; }

        return before with
        {
            Name = name,
            Email = email.Length > 0 ? email : null,
            Roles = roles,
            Agencies = agencies,
            StaffOf = staffOf,
        };
    }

    private static ImmutableSortedSet<Role>? Roles(IFormCollection form)
    {
        ImmutableSortedSet<Role>.Builder roles = ImmutableSortedSet.CreateBuilder<Role>();
        foreach (string? typed in form["role"])
        {
            if (!Enum.TryParse(typed, out Role role) || !Enum.IsDefined(role)) { return null; }
            roles.Add(role);
        }

        return roles.ToImmutable();
    }

    private static ImmutableSortedSet<AgencyCode>? Agencies(IFormCollection form, string field)
    {
        ImmutableSortedSet<AgencyCode>.Builder agencies = ImmutableSortedSet.CreateBuilder<AgencyCode>();
        foreach (string? typed in form[field])
        {
            if (!AgencyCode.TryParse(typed, out AgencyCode agency)) { return null; }
            agencies.Add(agency);
        }

        return agencies.ToImmutable();
    }
}
