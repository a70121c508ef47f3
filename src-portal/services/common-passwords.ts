// The roots of the passwords that leaked lists are full of, in French and English, longest first. With case, digits for
// letters and repetition folded (passwords.ts), they stand for far more than their number.
const words = `
password passwort motdepasse mot-de-passe passw0rd secret admin administrator administrateur welcome bienvenue
azertyuiop qwertyuiop azerty qwerty qwertz asdfghjkl qsdfghjklm wxcvbn zxcvbnm azertyui qwertyui
1234567890 0123456789 123456789 987654321 9876543210 12345678 87654321 1234567 123456 654321 12345 54321 1234 123
abcdefghijklmnopqrstuvwxyz abcdefghijkl abcdefgh abcdef abc123 abcd 1q2w3e4r5t6y 1q2w3e4r 1qaz2wsx 1a2z3e4r5t a1b2c3
iloveyou jetaime jtm love amour princess princesse sunshine soleil football baseball superman batman pokemon naruto
monkey dragon master shadow michael jordan letmein login starwars freedom whatever trustno1 computer ordinateur
loulou doudou chouchou nicolas thomas camille marine julien maxime pauline chocolat bonjour coucou marseille paris
france strasbourg nancy lorraine metz portugal algerie hello bonsoir vacances maison famille enfant soccer hockey
samsung google apple facebook internet windows orange free bouygues test testtest demo default changeme changezmoi
changethis temporary temporaire provisoire guest invite user utilisateur patient medecin docteur doctor hopital
hospital imagerie imaging radiologie radiology scanner irm emage e-mage portail portal sante health pulsy
janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre january february march april june
july august september october november december lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday
wednesday thursday friday saturday sunday hiver printemps ete automne winter spring summer autumn
correcthorsebatterystaple 2020 2021 2022 2023 2024 2025 2026 2027 2028
`;

export const commonWords: readonly string[] = words
  .split(/\s+/)
  .filter(Boolean)
  .sort((one, other) => other.length - one.length);
