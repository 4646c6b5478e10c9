namespace Requests;

/// <summary>What somebody wrote to a shop, and the team that answers.</summary>
public sealed class Request
{
    public string Text { get; set; } = "";

    public string Team { get; set; } = "";

    /// <summary>Requests that were answered.</summary>
    public static IReadOnlyList<Request> Known { get; } =
    [
        .. Of("billing", "The invoice shows the wrong amount.", "Please refund the second payment.", "My card was debited two times.", "Where can I download my receipts?", "The discount is missing on the bill.",
            "Can I pay by bank transfer?", "Your system declined my credit card.", "I need the VAT number on my invoice.", "The price differs from the one I agreed to.", "Change my billing address, please."),
        .. Of("repairs", "The display does not turn on any more.", "The battery is empty after an hour.", "It makes a loud noise when it starts.", "One of the buttons is stuck.", "The device gets far too hot.",
            "It fell down and the glass is cracked.", "The speaker crackles.", "It switches itself off all the time.", "The charger no longer works.", "The camera takes blurred pictures."),
        .. Of("delivery", "The parcel has not arrived.", "I want to return the article.", "Can you ship to another country?", "The tracking number is unknown to the carrier.", "The box was open when it came.",
            "Please deliver it on Saturday.", "I moved: send it to my new house.", "Half of the order is missing.", "When will it be dispatched?", "The courier left it in the rain."),
        .. Of("account", "I forgot my password.", "How do I delete my profile?", "Somebody else signed in under my name.", "The confirmation mail never came.", "I would like to change my user name.",
            "Two-factor codes are refused.", "My login is blocked.", "Stop sending me newsletters.", "Which data do you store of me?", "I cannot register with my address."),
    ];

    /// <summary>Others.</summary>
    public static IReadOnlyList<Request> New { get; } =
    [
        .. Of("billing", "You took the money twice.", "There is a mistake in the sum you charged.", "Do you accept cash?"),
        .. Of("repairs", "The picture flickers.", "It won't charge overnight.", "The keyboard has a dead key."),
        .. Of("delivery", "My order still isn't here.", "How can I send the shoes back?", "The package was damaged on the way."),
        .. Of("account", "The site does not recognize my e-mail.", "Please remove all my personal information.", "I can't log in."),
    ];

    private static IEnumerable<Request> Of(string team, params string[] texts) => texts.Select(text => new Request { Text = text, Team = team });
}
